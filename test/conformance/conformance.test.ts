import { type ProviderType, providerTypes } from '../../src/providers/registry.ts';
import { apiKey, clientId } from './call-each.ts';
import { conformance, type Fixture } from './suite.ts';

const bearer: Fixture = { authorization: `Bearer ${apiKey}`, forbidden: 'forbidden' };

const fixtures: Readonly<Record<ProviderType, Fixture>> = {
  sparrowhost: bearer,
  cyberpanel: bearer,
  hostwares: bearer,
  // "403 when authentication fails" (vendor docs).
  spheron: { ...bearer, forbidden: 'auth' },
  serverpilot: {
    ...bearer,
    authorization: `Basic ${Buffer.from(`${clientId}:${apiKey}`).toString('base64')}`,
  },
};

for (const type of providerTypes) conformance(type, fixtures[type]);

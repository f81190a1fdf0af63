import { problem } from '../../model/problem.ts';
import { fail } from '../../model/result.ts';
import type { ProviderDefinition } from '../provider.ts';

export const serverPilot: ProviderDefinition = {
  title: 'ServerPilot',
  baseUrl: 'https://api.serverpilot.io/v1',
  limits: { perMinute: 300 },
  secrets: { clientId: 'SERVERPILOT_CLIENT_ID', apiKey: 'SERVERPILOT_API_KEY' },
  lacks: {},
  create: ({ name }) => ({
    check: async () => fail(problem('unsupported', 'not written yet', { provider: name })),
  }),
};

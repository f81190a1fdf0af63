import { connectProvider } from '../../src/providers/connect.ts';
import { createMemory } from '../../src/providers/create-memory.ts';
import type { Provider, ProviderDefinition } from '../../src/providers/provider.ts';
import { type ProviderType, providers, providerTypes } from '../../src/providers/registry.ts';
import { literalSecret } from '../../src/runtime/secret.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';
import { markdownTable } from './markdown-table.ts';

type Kind = keyof ProviderDefinition['lacks'];

/** The member that a provider has where it can give one of these. */
const members: Readonly<Record<Kind, keyof Provider>> = {
  servers: 'listServers',
  apps: 'listApps',
  metrics: 'readMetrics',
  billing: 'readBilling',
  logs: 'followLog',
};

const kinds = Object.keys(members) as readonly Kind[];

/** What each provider gives, from the members it has. */
export async function capabilityTable(): Promise<string> {
  const definitions = await Promise.all(
    providerTypes.map(
      async (type): Promise<[ProviderDefinition, Provider]> => [providers[type], await unconnected(type)],
    ),
  );
  return markdownTable(
    ['provider', ...kinds],
    definitions.map(([{ title }, provider]) => [
      title,
      ...kinds.map((kind) => (provider[members[kind]] === undefined ? '–' : 'yes')),
    ]),
  );
}

/** Made, and never asked anything. */
const unconnected = async (type: ProviderType): Promise<Provider> =>
  connectProvider(
    {
      name: type,
      type,
      account: type,
      baseUrl: providers[type].baseUrl,
      secrets: { apiKey: literalSecret(''), clientId: literalSecret('') },
      limits: { perMinute: 1 },
      limitsAreOurs: false,
      pollIntervalMs: 1,
      readOnly: true,
      ca: null,
    },
    await providers[type].load(),
    {
      deps: {
        fetch: () => Promise.reject(new Error('documentation asks nobody')),
        clock: systemClock,
        random: () => 0,
      },
      timeoutMs: 1,
      trace: () => {},
      isReadOnly: () => true,
      memory: createMemory(),
      report: () => null,
    },
  ).provider;

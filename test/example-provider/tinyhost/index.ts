import type { ProviderDefinition } from '../../../src/providers/provider.ts';

export const tinyhost: ProviderDefinition = {
  title: 'Tinyhost',
  baseUrl: 'https://api.tinyhost.example/v1',
  limits: { perMinute: 60 },
  secrets: { apiKey: 'TINYHOST_API_KEY' },
  lacks: {
    apps: 'Tinyhost has no apps',
    metrics: 'Tinyhost has no metrics in its API',
    billing: 'Tinyhost has no billing in its API',
    logs: 'Tinyhost has no logs in its API',
  },
  verbs: { server: ['start', 'stop', 'reboot'], app: [] },
  load: async () => (await import('./create.ts')).createTinyhost,
};

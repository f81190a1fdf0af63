import type { ProviderDefinition } from '../provider.ts';

export const sparrowHost: ProviderDefinition = {
  title: 'SparrowHost',
  baseUrl: 'https://api.sparrowhost.net',
  limits: { perMinute: 120 },
  secrets: { apiKey: 'SPARROWHOST_API_KEY' },
  lacks: { metrics: 'SparrowHost has no metrics in its API' },
  verbs: {
    server: ['start', 'stop', 'shutdown', 'reboot', 'rename', 'delete'],
    app: ['start', 'stop', 'deploy', 'redeploy', 'rollback', 'env', 'domain', 'delete'],
  },
  load: async () => (await import('./create.ts')).createSparrowHost,
};

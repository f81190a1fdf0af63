import type { ProviderDefinition } from '../provider.ts';

export const spheron: ProviderDefinition = {
  title: 'Spheron',
  baseUrl: 'https://api-v2.spheron.network',
  limits: { perMinute: 60 },
  secrets: { apiKey: 'SPHERON_TOKEN' },
  lacks: {},
  verbs: {
    server: ['update', 'delete'],
    app: ['deploy', 'redeploy', 'rollback', 'cancel', 'authorize', 'env', 'domain'],
  },
  load: async () => (await import('./create.ts')).createSpheron,
};

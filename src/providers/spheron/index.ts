import { problem } from '../../model/problem.ts';
import { fail } from '../../model/result.ts';
import type { ProviderDefinition } from '../provider.ts';

export const spheron: ProviderDefinition = {
  title: 'Spheron',
  baseUrl: 'https://api-v2.spheron.network',
  limits: { perMinute: 60 },
  secrets: { apiKey: 'SPHERON_TOKEN' },
  lacks: {},
  create: ({ name }) => ({
    check: async () => fail(problem('unsupported', 'not written yet', { provider: name })),
  }),
};

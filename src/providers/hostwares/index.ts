import { problem } from '../../model/problem.ts';
import { fail } from '../../model/result.ts';
import type { ProviderDefinition } from '../provider.ts';

export const hostwares: ProviderDefinition = {
  title: 'Hostwares',
  baseUrl: 'https://hostwares.com/api',
  limits: { perMinute: 60 },
  secrets: { apiKey: 'HOSTWARES_API_KEY' },
  lacks: {},
  create: ({ name }) => ({
    check: async () => fail(problem('unsupported', 'not written yet', { provider: name })),
  }),
};

import { problem } from '../../model/problem.ts';
import { fail } from '../../model/result.ts';
import type { ProviderDefinition } from '../provider.ts';

export const sparrowHost: ProviderDefinition = {
  title: 'SparrowHost',
  baseUrl: 'https://api.sparrowhost.net',
  limits: { perMinute: 120 },
  secrets: { apiKey: 'SPARROWHOST_API_KEY' },
  lacks: {},
  create: ({ name }) => ({
    check: async () => fail(problem('unsupported', 'not written yet', { provider: name })),
  }),
};

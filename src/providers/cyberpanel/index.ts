import { problem } from '../../model/problem.ts';
import { fail } from '../../model/result.ts';
import type { ProviderDefinition } from '../provider.ts';

export const cyberPanel: ProviderDefinition = {
  title: 'CyberPanel Cloud',
  baseUrl: 'https://platform.cyberpersons.com/api/v1',
  limits: { perMinute: 60, perHour: 1_000 },
  secrets: { apiKey: 'CYBERPANEL_API_KEY' },
  lacks: {},
  create: ({ name }) => ({
    check: async () => fail(problem('unsupported', 'not written yet', { provider: name })),
  }),
};

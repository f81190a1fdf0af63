import type { ProviderDefinition } from '../provider.ts';
import { limits } from './limits.ts';

/** CyberPanel Cloud's VPS API v1.0.0; README.md has its links and quirks. */
export const cyberPanel: ProviderDefinition = {
  title: 'CyberPanel Cloud',
  baseUrl: 'https://platform.cyberpersons.com/api/v1',
  limits,
  secrets: { apiKey: 'CYBERPANEL_API_KEY' },
  lacks: {
    apps: 'CyberPanel Cloud has no apps in its API',
    logs: 'CyberPanel Cloud has no logs of its servers in its API',
  },
  verbs: {
    server: ['start', 'stop', 'reboot', 'snapshot', 'console', 'delete'],
    app: [],
  },
  sendsWebhooks: true,
  load: async () => (await import('./create.ts')).createCyberPanel,
};

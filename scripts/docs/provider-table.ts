import type { ProviderDefinition } from '../../src/providers/provider.ts';
import { providers, providerTypes } from '../../src/providers/registry.ts';
import { markdownTable } from './markdown-table.ts';

/** Each provider's `type`, environment variables, address and limits. */
export const providerTable = (): string =>
  markdownTable(
    ['provider', '`type`', 'environment', 'base URL', 'requests'],
    providerTypes.map((type) => {
      const { title, secrets, baseUrl, limits }: ProviderDefinition = providers[type];
      const variables = [secrets.clientId, secrets.apiKey].filter((name) => name !== undefined);
      const perHour = limits.perHour === undefined ? '' : `, ${limits.perHour} an hour`;
      return [
        `[${title}](src/providers/${type}/README.md)`,
        `\`${type}\``,
        variables.map((name) => `\`${name}\``).join(' and '),
        `\`${baseUrl}\``,
        `${limits.perMinute} a minute${perHour}`,
      ];
    }),
  );

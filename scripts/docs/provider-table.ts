import type { ProviderDefinition } from '../../src/providers/provider.ts';
import { providers, providerTypes } from '../../src/providers/registry.ts';
import { variablesOf } from './environment-table.ts';
import { markdownTable } from './markdown-table.ts';

/** Each provider's `type`, environment variables, address and limits. */
export const providerTable = (toRoot: string): string =>
  markdownTable(
    ['provider', '`type`', 'environment', 'base URL', 'requests'],
    providerTypes.map((type) => {
      const definition: ProviderDefinition = providers[type];
      const { title, baseUrl, limits } = definition;
      const perHour = limits.perHour === undefined ? '' : `, ${limits.perHour} an hour`;
      return [
        `[${title}](${toRoot}src/providers/${type}/README.md)`,
        `\`${type}\``,
        variablesOf(definition),
        `\`${baseUrl}\``,
        `${limits.perMinute} a minute${perHour}`,
      ];
    }),
  );

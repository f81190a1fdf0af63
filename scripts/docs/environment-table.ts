import type { ProviderDefinition } from '../../src/providers/provider.ts';
import { providers, providerTypes } from '../../src/providers/registry.ts';
import { markdownTable } from './markdown-table.ts';

/** The variables that are enough to use a provider. */
export const environmentTable = (): string =>
  markdownTable(
    ['provider', 'environment'],
    providerTypes.map((type) => [providers[type].title, variablesOf(providers[type])]),
  );

/** The names of the variables its secrets are read from. */
export const variablesOf = ({ secrets }: ProviderDefinition): string =>
  [secrets.clientId, secrets.apiKey]
    .filter((name) => name !== undefined)
    .map((name) => `\`${name}\``)
    .join(' and ');

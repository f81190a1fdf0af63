import type { ProviderDefinition } from '../../src/providers/provider.ts';
import { providers } from '../../src/providers/registry.ts';

/** The sentence for everything that a provider's API does not have, as the panes show it. */
export const lackList = (): string =>
  Object.values<ProviderDefinition>(providers)
    .flatMap(({ lacks }) => Object.values(lacks))
    .map((reason) => `- ${reason}.\n`)
    .join('');

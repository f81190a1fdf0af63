import type { ProviderDefinition } from '../../src/providers/provider.ts';
import { providers } from '../../src/providers/registry.ts';
import { markdownTable } from './markdown-table.ts';

/** What each provider's API can do with its servers and apps. */
export const verbTable = (): string =>
  markdownTable(
    ['provider', 'servers', 'apps'],
    Object.values<ProviderDefinition>(providers).map(({ title, verbs }) => [
      title,
      words(verbs.server),
      words(verbs.app),
    ]),
  );

const words = (verbs: readonly string[]): string =>
  verbs.length === 0 ? '–' : verbs.map((verb) => `\`${verb}\``).join(' ');

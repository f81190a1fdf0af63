import { type Deed, type Forms, formKindOf, type Target } from '../model/action.ts';
import { plainText } from '../model/text.ts';
import { formatSpan } from './age.ts';
import { formatPrice } from './money.ts';

/** A provider that tells a graceful stop from a hard one calls the hard one stop. */
export const isPowerCut = (deed: Deed, target: Target | undefined): boolean =>
  deed.verb === 'stop' && target?.kind === 'server' && target.resource.actions.includes('shutdown');

/** What a deed costs or stops, a sentence each, for who is asked about it. `forms`: those of the target's provider. */
export function consequencesOf(target: Target, deed: Deed, forms: Forms | undefined): readonly string[] {
  const { name } = target.resource;
  switch (deed.verb) {
    case 'stop':
    case 'shutdown': {
      const price =
        target.kind === 'server' && target.resource.price !== null
          ? [`${name} keeps costing ${formatPrice(target.resource.price)}`]
          : [];
      return isPowerCut(deed, target) ? [`${name} loses what is not on its disk`, ...price] : price;
    }
    case 'reboot':
      return [`${name} is away until it is up again`];
    case 'delete':
      return [
        `${name} ${forms?.deletion?.[formKindOf(target)] ?? 'is deleted for good, with all that is on it'}`,
      ];
    case 'rollback':
      return ['data, settings and variables stay as they are now'];
    case 'env':
      return deed.change === 'set' && deed.isWhole ? [`every other variable of ${name} is removed`] : [];
    case 'domain':
      return deed.change === 'remove' ? [`${plainText(deed.host)} does not lead to ${name} any more`] : [];
    case 'ssl':
      return sslConsequences(deed.mode, name);
    default:
      return [];
  }
}

function sslConsequences(mode: 'auto' | 'force' | 'off', name: string): readonly string[] {
  switch (mode) {
    case 'auto':
      return [];
    case 'force':
      return [`${name} is reached by https alone`];
    case 'off':
      return [`${name} is without a certificate then`];
  }
}

/** How long the last such action took, in ms, as a sentence. */
export const lastTook = (verb: string, name: string, ms: number): string =>
  `the last ${verb} of ${name} took ${formatSpan(ms)}`;

/** The first of many sentences, and how many others there are: `most` in all. */
export const firstFew = (sentences: readonly string[], most: number): readonly string[] =>
  sentences.length <= most
    ? sentences
    : [...sentences.slice(0, most - 1), `and ${sentences.length - most + 1} more`];

import { readFileSync } from 'node:fs';
import { markdownTable } from './markdown-table.ts';

const source = new URL('../../src/providers/provider.ts', import.meta.url);
const opening = 'export type Provider = {';

/** The members of a provider's interface, each with the first sentence of its comment. */
export function memberTable(): string {
  const text = readFileSync(source, 'utf8');
  const from = text.indexOf(opening);
  const to = text.indexOf('\n};', from);
  if (from === -1 || to === -1) throw new Error('src/providers/provider.ts has no type Provider');
  const members = text
    .slice(from, to)
    .matchAll(/(?:\/\*\*(?<comment>(?:(?!\*\/).)*)\*\/\s*)?^ {2}readonly (?<name>\w+)(?<isOptional>\?)?:/gms);
  return markdownTable(
    ['member', '', 'says or does'],
    [...members].map(({ groups = {} }) => [
      `\`${groups['name']}\``,
      groups['isOptional'] === undefined ? 'required' : '',
      firstSentence(groups['comment'] ?? ''),
    ]),
  );
}

/** Up to the first full stop; links are words. */
const firstSentence = (comment: string): string =>
  comment
    .replace(/\s*\n\s*\*?\s*/g, ' ')
    .replace(/\{@link (?:\w+\.)?(\w+)\}/g, '`$1`')
    .trim()
    .replace(/^(.*?[^.])\.(?= |$).*$/, '$1');

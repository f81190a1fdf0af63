import { cells, fitTo } from '../../format/fit.ts';
import type { LogSource } from '../../store/log-store.ts';
import type { Span, Token } from '../theme/style.ts';

/** As many logs as can be told apart by colour; the others begin anew. */
const tokens: readonly Token[] = [
  'log.source.1',
  'log.source.2',
  'log.source.3',
  'log.source.4',
  'log.source.5',
  'log.source.6',
];

const widest = 16;
/** Of the pane's width, what labels may take. */
const share = 0.25;

/** What resources are called; two of the same name are told apart by their references. */
export const logNames = (
  sources: readonly LogSource[],
  nameOf: (ref: string) => string,
): readonly string[] => {
  const names = sources.map(({ ref }) => nameOf(ref));
  return sources.map(({ ref }, index) => {
    const name = names[index] ?? ref;
    return names.filter((other) => other === name).length > 1 ? ref : name;
  });
};

/** A colour and a label for each of several logs. */
export function logLabels(
  sources: readonly LogSource[],
  names: readonly string[],
  paneWidth: number,
): ReadonlyMap<string, Span> {
  if (sources.length < 2) return new Map();
  const longest = Math.max(...names.map(cells));
  const width = Math.max(4, Math.min(longest, widest, Math.floor(paneWidth * share)));
  return new Map(
    sources.map(({ ref }, index) => [
      ref,
      [`${fitTo(names[index] ?? ref, width)}│`, tokens[index % tokens.length] ?? 'text'],
    ]),
  );
}

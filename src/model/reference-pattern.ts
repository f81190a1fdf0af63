import { escapePattern } from './escape-pattern.ts';

/** Whether a reference, or the name behind it, matches one of these patterns; `*` stands for any text. */
export function createReferenceMatch(
  patterns: readonly string[],
): (ref: string, name: string | undefined) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.split('*').map(escapePattern).join('.*')}$`, 'u'),
  );
  return (ref, name) => {
    const byName = name === undefined ? [] : [name, `${ref.split('/')[0]}/${name}`];
    return expressions.some((expression) => [ref, ...byName].some((text) => expression.test(text)));
  };
}

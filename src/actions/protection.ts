/** Whether a reference, or the name behind it, matches one of the configured patterns; `*` stands for any text. */
export function createProtection(
  patterns: readonly string[],
  nameOf: (ref: string) => string | undefined,
): (ref: string) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 'u'),
  );
  return (ref) => {
    const name = nameOf(ref);
    const byName = name === undefined ? [] : [name, `${ref.split('/')[0]}/${name}`];
    return expressions.some((expression) => [ref, ...byName].some((text) => expression.test(text)));
  };
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

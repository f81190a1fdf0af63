/** The part of a line that tells which step of a build, or which service, it belongs to: `[nixpacks]`, `[web]`. */
export type LogPhase = {
  /** Without the brackets, in lower case. */
  readonly name: string;
  /** UTF-16 units at the beginning of the line that it takes, with the brackets. */
  readonly length: number;
};

const prefix = /^\s{0,8}\[([\p{L}\p{N}][\p{L}\p{N} ._:/-]{0,30})\]/u;

/** A level or a time in brackets is no phase. */
const others = /^(?:error|err|warn|warning|info|debug|trace|fatal|notice|[\d:.,/ tz+-]+)$/i;

/** The bracketed word that a line begins with; null where it begins otherwise. */
export function phaseOf(line: string): LogPhase | null {
  const found = prefix.exec(line);
  const name = found?.[1];
  if (found === null || name === undefined || others.test(name)) return null;
  return { name: name.toLowerCase(), length: found[0].length };
}

import { keyWords, noKey, readKeys } from '../model/keys.ts';
import { didYouMean } from '../model/nearest.ts';
import type { Finding } from './check-shape.ts';

/** What a configuration may name that is not its own; null: not known, so any name is accepted. */
export type KnownNames = {
  readonly themes: readonly string[] | null;
  readonly commandIds: readonly string[] | null;
};

/** A theme, commands and keys that do not exist, in a file that may be wrong in other ways too. */
export function checkNames(value: unknown, known: KnownNames): readonly Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  const findings: Finding[] = [];
  if ('theme' in value && typeof value.theme === 'string' && value.theme !== '') {
    const fault = themeFault(value.theme, known.themes);
    if (fault !== null) findings.push({ path: ['theme'], message: fault });
  }
  if ('keys' in value && typeof value.keys === 'object' && value.keys !== null)
    findings.push(
      ...Object.entries(value.keys).flatMap(([id, keys]) => keyFaults(id, keys, known.commandIds)),
    );
  return findings;
}

function keyFaults(id: string, keys: unknown, commandIds: readonly string[] | null): readonly Finding[] {
  const path = ['keys', id];
  if (commandIds !== null && !commandIds.includes(id))
    return [{ path, message: unknownCommand(id, commandIds) }];
  return typeof keys !== 'string' || keys === noKey || readKeys(keys) !== null
    ? []
    : [
        {
          path,
          message: `${JSON.stringify(keys.slice(0, 60))} is no key: allowed is ${keyWords}, or ${noKey}`,
        },
      ];
}

/** What is wrong with the name of a theme, or null; a path is not looked at. */
export function themeFault(theme: string, themes: readonly string[] | null): string | null {
  if (themes === null || isPath.test(theme)) return null;
  const names = [byBackground, ...themes];
  if (names.includes(theme)) return null;
  const known = `allowed are ${names.join(', ')}, and the path of a theme file`;
  return `${JSON.stringify(theme.slice(0, 60))} is no theme${didYouMean(theme, names) || ':'} ${known}`;
}

/** The theme that goes with the terminal's background. */
const byBackground = 'auto';

/** As the theme's loader tells a path from a name. */
const isPath = /[/\\]|\.ya?ml$/;

const unknownCommand = (id: string, known: readonly string[]): string =>
  `unknown command${didYouMean(id, known) || ':'} allowed are ${known.join(', ')}`;

import { didYouMean } from '../model/nearest.ts';
import type { Finding } from './check-shape.ts';

/** What a configuration may name that is not its own; null: not known, so any name is accepted. */
export type KnownNames = {
  readonly themes: readonly string[] | null;
  readonly commandIds: readonly string[] | null;
};

/** A theme and commands that do not exist, in a file that may be wrong in other ways too. */
export function checkNames(value: unknown, known: KnownNames): readonly Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  const findings: Finding[] = [];
  if ('theme' in value && typeof value.theme === 'string' && value.theme !== '') {
    const fault = themeFault(value.theme, known.themes);
    if (fault !== null) findings.push({ path: ['theme'], message: fault });
  }
  const { commandIds } = known;
  if (commandIds !== null && 'keys' in value && typeof value.keys === 'object' && value.keys !== null)
    for (const id of Object.keys(value.keys))
      if (!commandIds.includes(id))
        findings.push({ path: ['keys', id], message: unknownCommand(id, commandIds) });
  return findings;
}

/** What is wrong with the name of a theme, or null; a path is not looked at. */
export function themeFault(theme: string, themes: readonly string[] | null): string | null {
  if (themes === null || themes.includes(theme) || isPath.test(theme)) return null;
  const known = `allowed are ${themes.join(', ')}, and the path of a theme file`;
  return `${JSON.stringify(theme.slice(0, 60))} is no theme${didYouMean(theme, themes) || ':'} ${known}`;
}

/** As the theme's loader tells a path from a name. */
const isPath = /[/\\]|\.ya?ml$/;

const unknownCommand = (id: string, known: readonly string[]): string =>
  `unknown command${didYouMean(id, known) || ':'} allowed are ${known.join(', ')}`;

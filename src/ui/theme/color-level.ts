/** 0: attributes only, 1: 16 colours, 2: 256 colours, 3: true colour. */
export type ColorLevel = 0 | 1 | 2 | 3;

type Environment = Readonly<Record<string, string | undefined>>;

/** How many colours the terminal shows, from what the environment says. `NO_COLOR` wins, then `FORCE_COLOR`. */
export function colorLevel(env: Environment): ColorLevel {
  if ((env['NO_COLOR'] ?? '') !== '') return 0;
  const forced = env['FORCE_COLOR'];
  const level = forcedLevels.get(forced);
  if (level !== undefined) return level;
  const term = env['TERM'] ?? '';
  if (term === 'dumb') return forced === undefined ? 0 : 1;
  if (/truecolor|24bit/i.test(env['COLORTERM'] ?? '') || /kitty|alacritty|wezterm|ghostty|direct/.test(term))
    return 3;
  if (/256/.test(term) || /iTerm|Apple_Terminal|vscode/.test(env['TERM_PROGRAM'] ?? '')) return 2;
  return 1;
}

/** Any other value, such as `true`, wants colours: as many as the terminal shows. */
const forcedLevels: ReadonlyMap<string | undefined, ColorLevel> = new Map([
  ['0', 0],
  ['false', 0],
  ['1', 1],
  ['2', 2],
  ['3', 3],
]);

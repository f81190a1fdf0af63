import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { build } from './bundle.ts';
import { openPseudoTerminal, type PseudoTerminal, type Screen } from './pseudo-terminal.ts';
import { type SvgColours, svgScreen } from './svg-screen.ts';
import { scenes } from './tour-scenes.ts';

/** Takes the pictures of the README: the demo, driven by keys, as it stands on a terminal's screen. */
const root = fileURLToPath(new URL('..', import.meta.url));
const standard = 'midnight';
/** Metrics of the selected server come every few seconds. */
const sampledForMs = 75_000;
const longestList = 40;
/** So long a key's effect may take on a busy machine; so long a frame has come as a whole. */
const shownMs = 20_000;
const settledMs = 400;
/** Enough that most servers have a load. */
const tourSampledForMs = 8_000;

await build();
for (const folder of ['themes', 'tour']) mkdirSync(`${root}docs/${folder}`, { recursive: true });
const themes = readdirSync(`${root}themes`)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length));
/** `npm run picture -- tour daylight` takes these alone. */
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

const jobs: readonly { readonly name: string; readonly run: () => Promise<void> }[] = [
  {
    name: 'dashboard',
    run: () =>
      withDemo(standard, { columns: 120, rows: 40 }, async (terminal) => {
        await pose(terminal);
        take(terminal, standard, 'docs/dashboard.svg');
      }),
  },
  { name: 'tour', run: () => withDemo(standard, { columns: 100, rows: 30 }, tour) },
  ...themes.map((theme) => ({
    name: theme,
    run: () =>
      withDemo(theme, { columns: 100, rows: 34 }, async (terminal) => {
        await pose(terminal);
        take(terminal, theme, `docs/themes/${theme}.svg`);
      }),
  })),
];

// Side by side: most of the time is spent waiting for samples.
await Promise.all(jobs.filter(({ name }) => isWanted(name)).map(({ run }) => run()));

type Size = { readonly columns: number; readonly rows: number };

/** The demo in a terminal of this size and theme, with a home of its own. */
async function withDemo(
  theme: string,
  size: Size,
  work: (terminal: PseudoTerminal) => Promise<void>,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'fleetop-picture-'));
  const terminal = openPseudoTerminal({
    command: process.execPath,
    args: [`${root}dist/fleetop.js`, '--demo', '--theme', theme],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LANG: 'C.UTF-8',
    },
    ...size,
  });
  try {
    await work(terminal);
  } finally {
    await terminal.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function take(
  { screen }: PseudoTerminal,
  theme: string,
  file: string,
  title = `The fleetop dashboard with its demo fleet, theme ${theme}`,
): void {
  writeFileSync(`${root}${file}`, svgScreen(screen, title, coloursOf(theme)));
  process.stderr.write(`${file}\n`);
}

/** The pictures of the README's tour, one after the other. */
async function tour(terminal: PseudoTerminal): Promise<void> {
  await terminal.until((screen) => /Servers \d+\/40/.test(screen.text()), shownMs);
  await pause(tourSampledForMs);
  for (const { file, title, steps } of scenes) {
    for (const { keys, shows } of steps) {
      terminal.write(keys);
      await terminal.until((screen) => shows.test(screen.text()), shownMs);
      await pause(settledMs);
    }
    take(terminal, standard, `docs/tour/${file}.svg`, title);
  }
}

/** A log that runs, a server under load, and enough samples for a curve. */
async function pose(terminal: PseudoTerminal): Promise<void> {
  await terminal.until((screen) => /Servers \d+\/40/.test(screen.text()), shownMs);
  await terminal.until((screen) => /Apps \d+\/30/.test(screen.text()), shownMs);
  terminal.write('2');
  await moveTo(terminal, 'Apps', 'admin-panel');
  await pause(2_000);
  terminal.write('1');
  await moveTo(terminal, 'Servers', 'db-primary.exam');
  await pause(sampledForMs);
}

/** Goes down the focused list, a row after the other, until the cursor is on the one of this name. */
async function moveTo(terminal: PseudoTerminal, list: string, name: string): Promise<void> {
  terminal.write('g');
  for (let row = 1; row <= longestList; row += 1) {
    await terminal.until((screen) => screen.text().includes(`${list} ${row}/`), shownMs);
    // The title stands above the rows: they may come with the next piece of the frame.
    await pause(150);
    if (marked(terminal.screen, list).includes(name)) return;
    terminal.write('j');
  }
  throw new Error(`${list} has no ${name}`);
}

/** The line with the cursor, in the pane of this title. */
function marked(screen: Screen, list: string): string {
  const lines = screen.text().split('\n');
  const top = lines.findIndex((line) => line.includes(` ${list} `));
  return lines.slice(top).find((line) => line.includes('▸')) ?? '';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A theme leaves the background to the terminal: here stands one of the kind it is made for. */
function coloursOf(theme: string): SvgColours {
  const file: unknown = parse(readFileSync(`${root}themes/${theme}.yaml`, 'utf8'));
  const isLight =
    typeof file === 'object' && file !== null && 'background' in file && file.background === 'light';
  return isLight
    ? { background: '#fbfbfd', foreground: '#24292f' }
    : { background: '#1a1b26', foreground: '#c8d3f5' };
}

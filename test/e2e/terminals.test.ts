import { expect, test } from 'vitest';
import { createEmulator } from '../../scripts/emulator.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { chooseTheme } from '../../src/ui/theme/choose-theme.ts';
import { modeOf } from '../support/escapes.ts';
import { themeFiles } from '../support/screen.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

const question = '\u001b]11;?\u001b\\';
const env = { COLORTERM: 'truecolor' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is how a terminal is told
const otherScreen = /\u001b\[\?1049[hl]/;

/** The colour of a focused frame in a theme, as it ends what names it: other looks may be taken back before it. */
async function borderOf(theme: string): Promise<string> {
  const chosen = await chooseTheme(theme, themeFiles, env);
  return `${chosen.theme.styles['border.focused'].foreground}m`;
}

const answered = async (terminal: TestTerminal, answer: string) => {
  await terminal.waitFor(() => terminal.raw().includes(question));
  terminal.write(answer);
};

test.each([
  { name: 'a light one', answer: '\u001b]11;rgb:fafa/fafa/f5f5\u001b\\', want: 'daylight' },
  { name: 'a dark one', answer: '\u001b]11;rgb:1a1a/1b1b/2626\u0007', want: 'midnight' },
])('the terminal tells its background: $name', async ({ answer, want }) => {
  const terminal = openTerminal(['--demo'], { env });
  await answered(terminal, answer);
  await terminal.waitFor(/Servers 1\/40/);
  const border = await borderOf(want);
  await terminal.waitFor(() => terminal.raw().includes(border));
  // Its answer is no key: what it holds would have opened pages and moved the cursor.
  await terminal.waitFor(/1 Servers 1\/40/);
  expect(terminal.text()).not.toMatch(/rgb:|1a1a|fafa/);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
});

test('an answer that comes late, in parts, still changes the theme and is no key', async () => {
  const terminal = openTerminal(['--demo'], { env });
  await terminal.waitFor(/Servers 1\/40/);
  expect(terminal.raw()).toContain(await borderOf('midnight'));
  const border = await borderOf('daylight');
  for (const part of ['\u001b]1', '1;rgb:ff', 'ff/ffff/ffff', '\u001b', '\\']) terminal.write(part);
  await terminal.waitFor(() => terminal.raw().includes(border));
  await terminal.waitFor(/1 Servers 1\/40/);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
});

test.each([
  { name: 'with COLORFGBG for light', extra: { COLORFGBG: '0;15' }, want: 'daylight' },
  { name: 'with nothing', extra: {}, want: 'midnight' },
])('a terminal that never answers, $name: $want', async ({ extra, want }) => {
  const terminal = openTerminal(['--demo'], { env: { ...env, ...extra } });
  await terminal.waitFor(/Servers 1\/40/);
  expect(terminal.raw()).toContain(await borderOf(want));
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
});

test('a theme that is named asks nothing', async () => {
  const terminal = openTerminal(['--demo', '--theme', 'daylight'], { env });
  await terminal.waitFor(/Servers 1\/40/);
  expect(terminal.raw()).not.toContain(question);
  terminal.write('q');
  await terminal.ended();
});

const withMouse = async (rows = 40): Promise<TestTerminal> => {
  const simulator = await startSimulator({});
  const terminal = openTerminal([], { rows, config: `${simulator.configYaml()}\nmouse: true\n` });
  await terminal.waitFor(/Servers 1\/40/);
  expect([1000, 1006].map((mode) => modeOf(terminal.raw(), mode))).toEqual(['h', 'h']);
  return terminal;
};

const mouseModes = (terminal: TestTerminal) =>
  [1000, 1002, 1003, 1006].map((mode) => modeOf(terminal.raw(), mode) ?? 'l');

test.each([
  { name: 'after q', end: (terminal: TestTerminal) => terminal.write('q'), code: 0 },
  { name: 'after SIGTERM', end: (terminal: TestTerminal) => terminal.signal('SIGTERM'), code: 143 },
  { name: 'after SIGHUP', end: (terminal: TestTerminal) => terminal.signal('SIGHUP'), code: 129 },
])('the mouse is the terminal’s again $name', async ({ end, code }) => {
  const terminal = await withMouse();
  terminal.write('\u001b[<0;10;8M\u001b[<0;10;8m');
  await terminal.waitFor(/Servers 3\/40/);
  await end(terminal);
  expect((await terminal.ended()).code).toBe(code);
  expect(mouseModes(terminal)).toEqual(['l', 'l', 'l', 'l']);
});

test('the mouse is the shell’s while the dashboard is suspended', async () => {
  const terminal = await withMouse();
  const written = terminal.raw().length;
  terminal.write('\u001a');
  await terminal.waitFor(() => modeOf(terminal.raw().slice(written), 1000) !== null);
  const first = terminal.raw().slice(written);
  expect(first.indexOf('\u001b[?1000l')).toBeGreaterThanOrEqual(0);
  await terminal.signal('SIGCONT');
  await terminal.waitFor(() => modeOf(terminal.raw().slice(written), 1000) === 'h');
  await terminal.waitFor(/Servers 1\/40/);
  terminal.write('q');
  await terminal.ended();
  expect(mouseModes(terminal)).toEqual(['l', 'l', 'l', 'l']);
});

test('in a folder that is gone it starts all the same', async () => {
  const terminal = openTerminal(['--demo'], { before: 'mkdir gone; cd gone; rmdir ../gone;' });
  await terminal.waitFor(/1 Servers/);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
});

test('a terminal without another screen has its prompt below the last frame', async () => {
  const terminal = openTerminal(['--demo'], { rows: 24 });
  await terminal.waitFor(/Servers 1\/40/);
  terminal.write('q');
  await terminal.ended();
  const emulator = createEmulator({ columns: 120, rows: 24 });
  const [, shown = ''] = terminal.raw().split(otherScreen);
  await new Promise<void>((resolve) => emulator.write(shown, resolve));
  const { cursorX, cursorY, baseY } = emulator.buffer.active;
  const lineAt = (row: number) => emulator.buffer.active.getLine(baseY + row)?.translateToString(true);
  expect({ cursorX, line: lineAt(cursorY) }).toEqual({ cursorX: 0, line: '' });
  expect(lineAt(cursorY - 1)).toContain('q quit');
  emulator.dispose();
});

test('frames and signs are ASCII where that is wanted, and the columns stay where they are', async () => {
  const terminal = openTerminal(['--demo', '--ascii'], { columns: 120 });
  const text = await terminal.waitFor(/Servers 1\/40/);
  expect(text).toMatch(/^\+- 1 Servers 1\/40 .*-+\+$/m);
  expect(text).toMatch(/\|>\* running +api-1/);
  expect(text).not.toMatch(/[\u2500-\u28ff↻]/);
  terminal.write('d');
  await terminal.waitFor(/^\+- d api-1/m);
  expect(terminal.text()).not.toMatch(/[\u2500-\u28ff]/);
  terminal.write('q');
  await terminal.ended();
});

test('the Linux console gets signs that its font has', async () => {
  const terminal = openTerminal(['--demo'], { env: { TERM: 'linux' } });
  const text = await terminal.waitFor(/Servers 1\/40/);
  expect(text).toMatch(/^┌─ 1 Servers 1\/40 .*─+┐$/m);
  expect(text).not.toMatch(/[╭◐✖▸▁▂\u2800-\u28ff]/);
  expect(terminal.raw()).not.toContain(question);
  terminal.write('q');
  await terminal.ended();
});

test('a Linux console without UTF-8 gets nothing but ASCII', async () => {
  const terminal = openTerminal(['--demo'], { env: { TERM: 'linux', LANG: 'C' } });
  const text = await terminal.waitFor(/Servers 1\/40/);
  expect(text).not.toMatch(/[^\n -~]/);
  terminal.write('q');
  await terminal.ended();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openPseudoTerminal } from '../../scripts/pseudo-terminal.ts';

const patienceMs = 30_000;

/** Opens the demo in a pseudo-terminal, with these variables alone, sees all themes offered, and leaves by q. */
export async function runDemo(program: string, env: Readonly<Record<string, string>>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'fleetop-demo-'));
  const terminal = openPseudoTerminal({
    command: program,
    args: ['--demo', '--theme', 'daylight'],
    env: { ...env, HOME: home, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' },
    columns: 120,
    rows: 40,
  });
  onTestFinished(async () => {
    await terminal.close();
    rmSync(home, { recursive: true, force: true });
  });
  const shows = (pattern: RegExp) => terminal.until((screen) => pattern.test(screen.text()), patienceMs);
  await shows(/Servers \d+\/40/);
  await shows(/Apps \d+\/30/);
  terminal.write(':');
  await shows(/: Palette/);
  terminal.write('theme');
  for (const name of ['midnight', 'daylight', 'high-contrast', 'colour-blind', 'mono'])
    await shows(new RegExp(`theme ${name}`));
  terminal.write('\u001b');
  await terminal.until((screen) => !screen.text().includes('Palette'), patienceMs);
  terminal.write('q');
  await terminal.ended;
}

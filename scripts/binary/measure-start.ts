import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPseudoTerminal } from '../pseudo-terminal.ts';

const runs = 5;

/** How long an executable takes for `--version`, and to the demo's first servers on the screen: medians, in words. */
export async function measureStart(executable: string): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'fleetop-start-'));
  const env = { PATH: '', HOME: home, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' };
  try {
    const versions: number[] = [];
    const screens: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const startedAt = performance.now();
      execFileSync(executable, ['--version'], { env });
      versions.push(performance.now() - startedAt);
      screens.push(await untilServers(executable, env));
    }
    return `--version in ${median(versions)} ms, the demo's servers on the screen after ${median(screens)} ms`;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function untilServers(executable: string, env: Readonly<Record<string, string>>): Promise<number> {
  const startedAt = performance.now();
  const terminal = openPseudoTerminal({ command: executable, args: ['--demo'], env, columns: 120, rows: 40 });
  try {
    return (await terminal.until((screen) => /Servers \d+\/\d+/.test(screen.text()), 30_000)) - startedAt;
  } finally {
    await terminal.close();
  }
}

const median = (values: readonly number[]): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);

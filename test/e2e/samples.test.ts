import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fakeSsh, samples } from '../support/fake-ssh.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { sparrowConfig } from '../support/sparrow-servers.ts';
import { openTerminal } from '../support/terminal.ts';

const isRunning = (program: string): boolean => {
  try {
    return execFileSync('pgrep', ['-f', program], { encoding: 'utf8' }) !== '';
  } catch {
    return false;
  }
};

test('samples over ssh begin and end with the configuration, and with the dashboard', async () => {
  const path = join(makeFolder(), 'config.yaml');
  const ssh = fakeSsh(samples('echo "w ops pts/0 2026-11-22 05:00 . 12 (10.0.0.9)"; echo "W 1"'));
  const plain = await sparrowConfig([{ id: 'a', name: 'alpha', ipv4: '203.0.113.1' }]);
  const sampled = `${plain}ssh: { enabled: true, interval: 1s, command: ${ssh} }\n`;
  writeFileSync(path, plain, { mode: 0o600 });
  const terminal = openTerminal(['--config', path], { columns: 120, rows: 40 });
  await terminal.waitFor(/1-6 panes/);
  await terminal.waitFor(/alpha/);
  expect(isRunning(ssh)).toBe(false);

  writeFileSync(path, sampled);
  await terminal.waitFor(/3 Live .*read \ds ago over ssh/);
  terminal.write('7');
  await terminal.waitFor(/7 Sessions 1\/1 · ssh to 1 server/);
  await terminal.waitFor(/ops +alpha +10\.0\.0\.9/);

  writeFileSync(path, plain);
  await terminal.waitFor((text) => /No reading yet|no metrics/i.test(text) && !text.includes('Sessions'));
  const deadline = performance.now() + 5_000;
  while (isRunning(ssh) && performance.now() < deadline) await delay(20);
  expect(isRunning(ssh)).toBe(false);

  writeFileSync(path, sampled);
  await terminal.waitFor(/3 Live .*read \ds ago over ssh/);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
  expect(isRunning(ssh)).toBe(false);
});

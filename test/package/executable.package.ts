import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { makeExecutable } from '../../scripts/binary/make-executable.ts';
import { runDemo } from './run-demo.ts';

const manifest = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8')));

/** A folder with nothing but the executable in it. */
const folder = mkdtempSync(join(tmpdir(), 'fleetop-executable-'));
const executable = join(folder, 'fleetop');
const nothing = { PATH: '', HOME: folder };

beforeAll(() => makeExecutable(process.execPath, executable));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: readonly string[]): string =>
  execFileSync(executable, words, { cwd: folder, env: nothing, encoding: 'utf8' });

test('it says its version, and its help', () => {
  expect(run('--version')).toBe(`${manifest.version}\n`);
  expect(run('--help')).toContain('Usage: fleetop [options] [command]');
});

test('it runs commands without Node, PATH or a folder beside it', () => {
  const { servers } = z
    .object({ servers: z.array(z.unknown()) })
    .parse(JSON.parse(run('servers', '--demo', '--json', '--no-details')));
  expect(servers).toHaveLength(40);
  expect(run('completion', 'bash')).toContain('complete -o default -F _fleetop fleetop');
});

test('it runs the demo in a terminal', async () => {
  await runDemo(executable, nothing);
});

test('it is made of a Node of this version only', async () => {
  await expect(makeExecutable('/bin/sh', join(folder, 'other'))).rejects.toThrow(
    `is not Node ${process.version}`,
  );
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { expectRestored } from '../support/restored.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import { openTerminal } from '../support/terminal.ts';

/** A state folder in which nothing finds room any more, for real, and then does again. */
type Disk = {
  /** What is said of it. */
  readonly code: string;
  /** What `XDG_STATE_HOME` is. */
  readonly folder: string;
  /** What the shell does before the program. */
  readonly before?: string;
  readonly fill: () => void;
  /** Makes room again, for a process. */
  readonly empty: (pid: number) => void;
};

const mostBytes = 1024 * 1024;

/** A file system of 1 MiB that is full; null where nothing may be mounted. */
function smallDisk(): Disk | null {
  const folder = makeFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mostBytes}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  const ballast = join(folder, 'ballast');
  return {
    code: 'ENOSPC|written in part',
    folder,
    fill: () => {
      try {
        for (let size = 4_096; ; size += 4_096) writeFileSync(ballast, Buffer.alloc(size), { flush: true });
      } catch {
        // The rest belongs to others by now.
      }
      // Room for the lock of the journal, and not for what is to be written then: a part of a line fits behind the last.
      truncateSync(ballast, statSync(ballast).size - 4_096);
    },
    empty: () => rmSync(ballast),
  };
}

/** The system's limit on the size of files: no file of the process grows, until the limit is raised. */
const limitedFiles = (): Disk => ({
  code: 'EFBIG',
  folder: makeFolder(),
  before: 'ulimit -S -f 0;',
  fill: () => {},
  empty: (pid) => void execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:unlimited']),
});

const writes = (simulator: Simulator) => simulator.requests().filter(({ method }) => method !== 'GET');

const reads = (simulator: Simulator) => simulator.requests().length - writes(simulator).length;

/** Lines of the journal that are there before: the next one does not fit into what the file has of the disk. */
function beginJournal(state: string): readonly string[] {
  mkdirSync(state, { mode: 0o700 });
  const entry = (text: string) =>
    JSON.stringify({
      ...{ v: 1, type: 'intent', id: 'before', at: '2026-11-01T12:00:00.000Z', user: 'ops', host: 'here' },
      ...{ pid: 1, provider: 'sparrow', target: 'sparrow/x', name: 'x', action: 'stop' },
      ...{ parameters: { text }, stateBefore: 'running' },
    });
  const line = entry('x'.repeat(4_000 - entry('').length));
  writeFileSync(join(state, 'journal.jsonl'), `${line}\n`, { mode: 0o600 });
  return [line];
}

const journalOf = (state: string): readonly string[] =>
  readFileSync(join(state, 'journal.jsonl'), 'utf8').split('\n').filter(Boolean);

test.each([
  { name: 'a full file system', disk: () => smallDisk() ?? limitedFiles() },
  { name: 'files that may not grow', disk: limitedFiles },
])(
  '$name: reading goes on, actions are refused, and all goes on by itself when there is room',
  async ({ disk }) => {
    const simulator = await startSimulator({ servers: 20, apps: 8 });
    onTestFinished(() => simulator.close());
    const { code, folder, before, fill, empty } = disk();
    const state = join(folder, 'fleetop');
    const earlier = beginJournal(state);
    const terminal = openTerminal([], {
      columns: 240,
      rows: 50,
      config: simulator.configYaml(),
      env: { XDG_STATE_HOME: folder },
      ...(before === undefined ? {} : { before }),
    });
    await terminal.waitFor(/Servers 1\/20/);
    fill();
    const reboot = async () => {
      terminal.write('R');
      await terminal.waitFor(/Reboot api-1\?/);
      // What is typed before the question can have been read is no answer.
      await delay(1_000);
      terminal.write('y');
    };
    await reboot();
    await terminal.waitFor(new RegExp(`journal \\S+ cannot be written \\((${code})\\)`));
    expect(writes(simulator)).toEqual([]);
    expect(journalOf(state)).toEqual(earlier);

    const readBefore = reads(simulator);
    terminal.write('2r');
    await terminal.waitFor(/2 Apps 1\/10/);
    await expect.poll(() => reads(simulator), { timeout: 10_000 }).toBeGreaterThan(readBefore);
    terminal.write('1');
    if (before === undefined) await expectCommandsToRead(simulator, folder, earlier);

    empty(await terminal.pid());
    await reboot();
    await expect.poll(() => writes(simulator).length, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => journalOf(state).length, { timeout: 10_000 }).toBe(earlier.length + 2);
    expect(journalOf(state).slice(0, earlier.length)).toEqual(earlier);
    expect(journalOf(state).map((line) => JSON.parse(line).type)).toEqual(['intent', 'intent', 'outcome']);
    await terminal.waitFor(/1 Servers 1\/20/);
    // Ctrl-C leaves without a question, which there is while the reboot is followed.
    terminal.write('\u0003');
    await expectRestored(terminal, 0);
    expectSound(state);
  },
  60_000,
);

/** Commands on the same full disk. */
async function expectCommandsToRead(simulator: Simulator, folder: string, journal: readonly string[]) {
  const run = (...words: readonly string[]) =>
    runFleetop([...words, '--json'], { config: simulator.configYaml(), env: { XDG_STATE_HOME: folder } });
  const listed = await run('servers', '--no-details');
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.stdout).servers).toHaveLength(20);
  const told = await run('journal');
  expect(JSON.parse(told.stdout).entries).toHaveLength(journal.length);
  const refused = await run('reboot', 'api-1', '--yes');
  expect(refused.code).toBe(2);
  expect(JSON.parse(refused.stdout).error).toMatchObject({
    code: 'config',
    message: expect.stringContaining('cannot be written'),
  });
  expect(writes(simulator)).toEqual([]);
  expect(journalOf(join(folder, 'fleetop'))).toEqual(journal);
}

/** Every file whole, nothing left of what could not be written, what is remembered among it. */
function expectSound(state: string): void {
  const names = readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(state, name)).isFile(),
  );
  expect(names.filter((name) => /corrupt|\.tmp$|\.lock$|crash/.test(name))).toEqual([]);
  for (const name of names.filter((file) => file.endsWith('.json')))
    expect(() => JSON.parse(readFileSync(join(state, name), 'utf8')), name).not.toThrow();
  expect(JSON.parse(readFileSync(join(state, 'targets.json'), 'utf8')).values['sparrow/servers']).not.toEqual(
    [],
  );
}

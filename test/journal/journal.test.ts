import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { deedsOf, isAliveHere } from '../../src/journal/deeds.ts';
import type { IntentEntry, OutcomeEntry } from '../../src/journal/entry.ts';
import { newestEntries } from '../../src/journal/newest-entries.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import { isPlainLines } from '../../src/model/text.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const intent = (id: string): IntentEntry => ({
  v: 1,
  type: 'intent',
  id,
  at: '2026-11-01T12:00:00.000Z',
  user: 'ann',
  host: 'here',
  pid: process.pid,
  processStart: null,
  provider: 'sparrow',
  target: 'sparrow/s1',
  name: 'web-01',
  action: 'stop',
  parameters: {},
  stateBefore: 'running',
});

const outcome = (id: string, ok: boolean | null): OutcomeEntry => ({
  ...intent(id),
  type: 'outcome',
  ok,
  status: 200,
  message: 'stop initiated',
  stateAfter: 'stopping',
  durationMs: 12,
  deploymentId: null,
});

const ignore = () => {};

const now = () => Date.parse('2026-11-01T12:00:00Z');

test('is followed from where it stands: what anybody appends, whole lines only, also to a file that took its place', () => {
  const folder = makeFolder();
  const journal = openJournal(folder, now, ignore);
  journal.append(intent('before'));
  const newer = journal.tail();
  expect(newer()).toEqual([]);
  openJournal(folder, now, ignore).append(intent('a'));
  appendFileSync(join(folder, 'journal.jsonl'), `${JSON.stringify(intent('b'))}\n{"half`);
  expect(newer().map(({ id }) => id)).toEqual(['a', 'b']);
  expect(newer()).toEqual([]);
  appendFileSync(join(folder, 'journal.jsonl'), `\n${JSON.stringify(intent('c'))}\n`);
  renameSync(join(folder, 'journal.jsonl'), join(folder, 'journal-old.jsonl'));
  journal.append(intent('d'));
  expect(newer().map(({ id }) => id)).toEqual(['c', 'd']);
  expect(newer()).toEqual([]);
});

test('what is appended is read again, for its owner only', () => {
  const folder = makeFolder();
  const journal = openJournal(folder, now, ignore);
  const entries = [intent('a'), outcome('a', true)];
  for (const entry of entries) expect(journal.append(entry)).toEqual({ ok: true, value: undefined });
  expect(journal.read()).toEqual(entries);
  expect(statSync(join(folder, 'journal.jsonl')).mode & 0o777).toBe(0o600);
});

test('a line acts on no terminal that shows the file', () => {
  const folder = makeFolder();
  const journal = openJournal(folder, now, ignore);
  const entry = { ...intent('a'), name: 'gpj\u202eexe\u009b2J' };
  journal.append(entry);
  expect(isPlainLines(readFileSync(join(folder, 'journal.jsonl'), 'utf8'))).toBe(true);
  expect(journal.read()).toEqual([entry]);
});

test('half a line at the end is skipped, and the next line does not grow on it', () => {
  const folder = makeFolder();
  const journal = openJournal(folder, now, ignore);
  journal.append(intent('a'));
  appendFileSync(join(folder, 'journal.jsonl'), '{"v":1,"type":"inte');
  expect(journal.read()).toEqual([intent('a')]);
  journal.append(intent('b'));
  expect(journal.read()).toEqual([intent('a'), intent('b')]);
});

test('what cannot be read stays where it is, and is told of', () => {
  const folder = makeFolder();
  const path = join(folder, 'journal.jsonl');
  const notices: string[] = [];
  const journal = openJournal(folder, now, (notice) => notices.push(notice));
  journal.append(intent('a'));
  appendFileSync(path, '\u0000\u0000\u0000\n{"v":2,"type":"intent"}\n');
  journal.append(intent('b'));
  const before = readFileSync(path, 'utf8');
  expect(journal.read()).toEqual([intent('a'), intent('b')]);
  expect(notices).toEqual([`${path} has 2 lines that cannot be read: left out`]);
  expect(readFileSync(path, 'utf8')).toBe(before);
});

test('four writers at once: every line is whole and there', async () => {
  const folder = makeFolder();
  const count = 100;
  const code = `
    const { openJournal } = await import(${JSON.stringify(new URL('../../src/journal/open-journal.ts', import.meta.url).href)});
    const { workerData } = await import('node:worker_threads');
    const journal = openJournal(workerData.folder, Date.now, () => {});
    for (let index = 0; index < ${count}; index += 1)
      journal.append({ ...workerData.entry, id: workerData.name + index, name: 'x'.repeat(5000) });
  `;
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
            workerData: { folder, name, entry: intent(name) },
          });
          worker.on('error', reject);
          worker.on('exit', () => resolve());
        }),
    ),
  );
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(4 * count);
  const notices: string[] = [];
  const entries = openJournal(folder, now, (notice) => notices.push(notice)).read();
  expect(new Set(entries.map(({ id }) => id)).size).toBe(4 * count);
  expect(notices).toEqual([]);
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
});

test('a large file is put aside, and read on', () => {
  const folder = makeFolder();
  const path = join(folder, 'journal.jsonl');
  const old = `${JSON.stringify(intent('old'))}\n`;
  writeFileSync(path, `${old}${`${' '.repeat(1023)}\n`.repeat(10 * 1024)}`);
  const journal = openJournal(folder, now, ignore);
  expect(journal.append(intent('new')).ok).toBe(true);
  const names = readdirSync(folder).sort();
  expect(names).toEqual([`journal-2026-11-01T12-00-00-000Z-${process.pid}.jsonl`, 'journal.jsonl']);
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(intent('new'))}\n`);
  expect(journal.read().map(({ id }) => id)).toEqual(['old', 'new']);
});

test('the newest are read without all that was before, whole lines only', () => {
  const folder = makeFolder();
  const path = join(folder, 'journal.jsonl');
  const line = (id: string) => `${JSON.stringify(intent(id))}\n`;
  writeFileSync(join(folder, 'journal-2026-10-01.jsonl'), line('a') + line('b'));
  writeFileSync(path, line('c') + line('d'));
  const notices: string[] = [];
  const journal = openJournal(folder, now, (notice) => notices.push(notice));
  const { length } = line('c');
  const newest = (bytes: number) => journal.read(bytes).map(({ id }) => id);
  expect(newest(length + 1)).toEqual(['d']);
  expect(newest(3 * length + 1)).toEqual(['b', 'c', 'd']);
  expect(newest(100 * length)).toEqual(['a', 'b', 'c', 'd']);
  expect(notices).toEqual([]);
});

describe('from the newest backwards', () => {
  const hour = (count: number) => new Date(now() + count * 60 * 60_000).toISOString();
  const line = (entry: object) => `${JSON.stringify(entry)}\n`;
  const pair = (id: string, at: string, name = 'web-01') =>
    line({ ...intent(id), at, name }) + line({ ...outcome(id, true), at, name });
  /** Three files: `a` and `b` in the oldest, `c` in the next, `d` begun in it and ended in the present one, then `e`. */
  function threeFiles() {
    const folder = makeFolder();
    const oldest = join(folder, 'journal-2026-10-01.jsonl');
    writeFileSync(oldest, pair('a', hour(0)) + pair('b', hour(24)));
    writeFileSync(
      join(folder, 'journal-2026-10-02.jsonl'),
      pair('c', hour(48), 'ü'.repeat(300_000)) + line({ ...intent('d'), at: hour(72) }),
    );
    writeFileSync(
      join(folder, 'journal.jsonl'),
      line({ ...outcome('d', true), at: hour(73) }) + pair('e', hour(96)),
    );
    const notices: string[] = [];
    return { oldest, notices, journal: openJournal(folder, now, (notice) => notices.push(notice)) };
  }

  test.each([
    { name: 'all', wanted: {}, want: 'a a b b c c d d e e', isCut: false },
    { name: 'as many as there are', wanted: { most: 5 }, want: 'a a b b c c d d e e', isCut: false },
    { name: 'the newest two', wanted: { most: 2 }, want: 'd d e e', isCut: true },
    { name: 'since the third', wanted: { since: Date.parse(hour(48)) }, want: 'c c d d e e', isCut: false },
    { name: 'begun since', wanted: { since: Date.parse(hour(72.5)) }, want: 'e e', isCut: false },
    {
      name: 'of a kind',
      wanted: { isWanted: ({ id }: { id: string }) => id < 'd', most: 2 },
      want: 'b b c c',
      isCut: true,
    },
  ])('$name', async ({ wanted, want, isCut }) => {
    const { journal, notices } = threeFiles();
    const found = await newestEntries(journal, wanted);
    expect(found.entries.map(({ id }) => id).join(' ')).toBe(want);
    expect(found.entries).toEqual(journal.read().filter(({ id }) => want.includes(id)));
    expect(found.isCut).toBe(isCut);
    expect(notices).toEqual([]);
  });

  test.each([
    { name: 'when there are enough', wanted: { most: 1 } },
    { name: 'where it is old enough', wanted: { since: Date.parse(hour(90)) } },
  ])('older files are not opened $name', async ({ wanted }) => {
    const { journal, notices, oldest } = threeFiles();
    rmSync(oldest);
    mkdirSync(oldest);
    expect((await newestEntries(journal, wanted)).entries.map(({ id }) => id)).toEqual(['e', 'e']);
    expect(notices).toEqual([]);
    await newestEntries(journal, {});
    expect(notices).toEqual([`${oldest} cannot be read (EISDIR)`]);
  });

  test('what another machine has written, whose clock is behind, hides nothing', async () => {
    const folder = makeFolder();
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, pair('late', hour(2)) + pair('behind', hour(0.5)));
    const { entries } = await newestEntries(openJournal(folder, now, ignore), { since: Date.parse(hour(1)) });
    expect(entries.map(({ id }) => id)).toEqual(['late', 'late']);
  });

  test('what cannot be read is left out and told of', async () => {
    const { journal, notices, oldest } = threeFiles();
    appendFileSync(oldest, '\u0000\n{"half');
    expect((await newestEntries(journal, {})).entries).toHaveLength(10);
    expect(notices).toEqual([`${oldest} has 2 lines that cannot be read: left out`]);
  });
});

test('one that cannot be written says why', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'journal.jsonl'));
  expect(openJournal(folder, now, ignore).append(intent('a'))).toMatchObject({
    ok: false,
    problem: { code: 'config', message: expect.stringContaining('EISDIR') },
  });
});

test('one that is no file, such as a device or a pipe without an end, is neither read nor written', async () => {
  const folder = makeFolder();
  const path = join(folder, 'journal.jsonl');
  symlinkSync('/dev/null', path);
  const notices: string[] = [];
  const journal = openJournal(folder, now, (notice) => notices.push(notice));
  expect(journal.append(intent('a'))).toMatchObject({
    ok: false,
    problem: { code: 'config', message: expect.stringContaining('no plain file') },
  });
  expect(journal.read()).toEqual([]);
  expect((await newestEntries(journal, {})).entries).toEqual([]);
  expect(notices).toEqual(Array(2).fill(`${path} cannot be read (no plain file)`));
});

test.each([
  { name: 'accepted', entries: [intent('a'), outcome('a', true)], isAlive: false, want: 'accepted' },
  { name: 'refused', entries: [intent('a'), outcome('a', false)], isAlive: false, want: 'failed' },
  { name: 'unanswered', entries: [intent('a'), outcome('a', null)], isAlive: true, want: 'unknown' },
  { name: 'of a dead process', entries: [intent('a')], isAlive: false, want: 'unknown' },
  { name: 'of a live process', entries: [intent('a')], isAlive: true, want: 'under-way' },
])('a deed $name', ({ entries, isAlive, want }) => {
  expect(deedsOf(entries, () => isAlive)).toMatchObject([{ intent: { id: 'a' }, state: want }]);
});

test('whether a process is alive is known of this machine only', () => {
  const isAlive = isAliveHere('here');
  expect(isAlive(intent('a'))).toBe(true);
  expect(isAlive({ ...intent('a'), host: 'elsewhere' })).toBe(false);
  // Beyond the largest process id of Linux.
  expect(isAlive({ ...intent('a'), pid: 4_194_305 })).toBe(false);
});

test.each([
  { name: 'the same', processStart: '100', want: true },
  { name: 'another of its id', processStart: '99', want: false },
  { name: 'not known', processStart: null, want: true },
])('a process whose start is $name: $want', ({ processStart, want }) => {
  expect(isAliveHere('here', () => '100')({ ...intent('a'), processStart })).toBe(want);
});

test('an entry from before starts were noted is read', () => {
  const folder = makeFolder();
  const { processStart, ...before } = intent('a');
  writeFileSync(join(folder, 'journal.jsonl'), `${JSON.stringify(before)}\n`);
  expect(openJournal(folder, now, ignore).read()).toEqual([{ ...before, processStart }]);
});

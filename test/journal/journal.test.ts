import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { deedsOf, isAliveHere } from '../../src/journal/deeds.ts';
import type { IntentEntry, OutcomeEntry } from '../../src/journal/entry.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
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
  renameSync(join(folder, 'journal.jsonl'), join(folder, 'journal-old.jsonl'));
  journal.append(intent('c'));
  expect(newer().map(({ id }) => id)).toEqual(['c']);
});

test('what is appended is read again, for its owner only', () => {
  const folder = makeFolder();
  const journal = openJournal(folder, now, ignore);
  const entries = [intent('a'), outcome('a', true)];
  for (const entry of entries) expect(journal.append(entry)).toEqual({ ok: true, value: undefined });
  expect(journal.read()).toEqual(entries);
  expect(statSync(join(folder, 'journal.jsonl')).mode & 0o777).toBe(0o600);
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

test('one that cannot be written says why', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'journal.jsonl'));
  expect(openJournal(folder, now, ignore).append(intent('a'))).toMatchObject({
    ok: false,
    problem: { code: 'config', message: expect.stringContaining('EISDIR') },
  });
});

test.each([
  { name: 'done', entries: [intent('a'), outcome('a', true)], isAlive: false, want: 'done' },
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

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createJsonFile } from '../../src/state/json-file.ts';
import { openLogFile } from '../../src/state/log-file.ts';
import { openRemembered } from '../../src/state/remembered.ts';
import { locateStateFolder, wideModes } from '../../src/state/state-folder.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const setUp = (folder = join(makeFolder(), 'state', 'fleetop')) => {
  const clock = createManualClock();
  const notices: string[] = [];
  return {
    folder,
    clock,
    notices,
    remembered: openRemembered(folder, { clock, random: Math.random }, (notice) => notices.push(notice)),
  };
};

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('what is set is there in the next process, each provider for itself', () => {
  const { folder, remembered } = setUp();
  remembered.memoryOf('a').set('plan/1', { name: 'Standard' });
  remembered.memoryOf('b').set('plan/1', null);
  remembered.flush();
  const later = setUp(folder).remembered;
  expect(later.memoryOf('a').get('plan/1')).toEqual({ name: 'Standard' });
  expect(later.memoryOf('b').get('plan/1')).toBeNull();
  expect(later.memoryOf('b').get('plan/2')).toBeUndefined();
});

test('folder and file are for their owner only', () => {
  const { folder, remembered } = setUp();
  remembered.memoryOf('a').set('x', 1);
  remembered.flush();
  expect(modeOf(folder)).toBe('700');
  expect(modeOf(join(folder, 'remembered.json'))).toBe('600');
  expect(readdirSync(folder)).toEqual(['remembered.json']);
});

test('many changes are written once, a moment later', async () => {
  const { folder, clock, remembered } = setUp();
  const path = join(folder, 'remembered.json');
  for (let turn = 0; turn < 100; turn += 1) remembered.memoryOf('a').set('x', turn);
  expect(existsSync(path)).toBe(false);
  await clock.advance(2_000);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ v: 1, values: { 'a/x': 99 } });
});

test('two processes do not undo each other', () => {
  const one = setUp();
  const two = setUp(one.folder);
  one.remembered.memoryOf('a').set('x', 1);
  two.remembered.memoryOf('a').set('y', 2);
  one.remembered.flush();
  two.remembered.flush();
  expect(JSON.parse(readFileSync(join(one.folder, 'remembered.json'), 'utf8'))).toEqual({
    v: 1,
    values: { 'a/x': 1, 'a/y': 2 },
  });
});

test('two processes that add to one list keep what both have added', () => {
  const one = setUp();
  const two = setUp(one.folder);
  const add = ({ remembered }: typeof one, item: number) =>
    remembered.memoryOf('a').update('list', (before) => [...(Array.isArray(before) ? before : []), item]);
  add(one, 1);
  add(two, 2);
  add(two, 3);
  expect(two.remembered.memoryOf('a').get('list')).toEqual([2, 3]);
  one.remembered.flush();
  two.remembered.flush();
  expect(two.remembered.memoryOf('a').get('list')).toEqual([1, 2, 3]);
  expect(setUp(one.folder).remembered.memoryOf('a').get('list')).toEqual([1, 2, 3]);
});

test('what another process has written meanwhile is there, beside what is not written yet', async () => {
  const one = setUp();
  const two = setUp(one.folder);
  const add = ({ remembered }: typeof one, item: number) =>
    remembered.memoryOf('a').update('list', (before) => [...(Array.isArray(before) ? before : []), item]);
  expect(one.remembered.memoryOf('a').get('list')).toBeUndefined();
  add(one, 1);
  add(two, 2);
  two.remembered.memoryOf('b').set('plan', 'large');
  two.remembered.flush();
  await one.clock.advance(1_000);
  expect(one.remembered.memoryOf('b').get('plan')).toBe('large');
  expect(one.remembered.memoryOf('a').get('list')).toEqual([2, 1]);
  one.remembered.flush();
  expect(setUp(one.folder).remembered.memoryOf('a').get('list')).toEqual([2, 1]);
});

test('a damaged file is set aside, with a notice, and nothing is lost of it', () => {
  const { folder, remembered, notices } = setUp();
  const path = join(folder, 'remembered.json');
  writeFileSync(path, '{"a/x": 1');
  expect(remembered.memoryOf('a').get('x')).toBeUndefined();
  const aside = readdirSync(folder).find((name) => name.startsWith('remembered.json.corrupt-2026-11-01'));
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe('{"a/x": 1');
  expect(notices).toEqual([expect.stringContaining('was damaged')]);
});

test('a file from before there was a version is taken up', () => {
  const { folder, remembered, notices } = setUp();
  writeFileSync(join(folder, 'remembered.json'), '{"a/x": 1}');
  expect(remembered.memoryOf('a').get('x')).toBe(1);
  expect(notices).toEqual([]);
});

test('a file of a newer fleetop is left alone, with a notice', () => {
  const { folder, remembered, notices } = setUp();
  const path = join(folder, 'remembered.json');
  const text = '{"v": 2, "values": [["a/x", 1]]}';
  writeFileSync(path, text);
  remembered.memoryOf('a').set('x', 2);
  remembered.flush();
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['remembered.json']);
  expect(notices).toEqual([expect.stringContaining('was written by a newer fleetop')]);
});

test('a file that cannot be read for a while is not replaced, and gets what was set meanwhile', () => {
  const { folder, remembered, notices } = setUp();
  const path = join(folder, 'remembered.json');
  symlinkSync(path, path);
  const memory = remembered.memoryOf('a');
  expect(memory.get('x')).toBeUndefined();
  memory.set('y', 2);
  remembered.flush();
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(notices).toEqual([expect.stringContaining('remembered.json cannot be read (ELOOP)')]);
  rmSync(path);
  writeFileSync(path, '{"v":1,"values":{"a/x":1}}');
  remembered.flush();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ v: 1, values: { 'a/x': 1, 'a/y': 2 } });
});

test('what is in its place and no file, such as a device or a pipe without an end, is not read and stays', () => {
  const { folder, remembered, notices } = setUp();
  const path = join(folder, 'remembered.json');
  symlinkSync('/dev/null', path);
  remembered.memoryOf('a').set('x', 1);
  remembered.flush();
  expect(remembered.memoryOf('a').get('x')).toBe(1);
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(notices).toEqual([expect.stringContaining('remembered.json cannot be read (no plain file)')]);
});

test('a folder that cannot be written costs a notice and the memory between runs', () => {
  const parent = makeFolder();
  writeFileSync(join(parent, 'file'), '');
  const { remembered, notices } = setUp(join(parent, 'file', 'fleetop'));
  remembered.memoryOf('a').set('x', 1);
  expect(remembered.memoryOf('a').get('x')).toBe(1);
  remembered.flush();
  expect(notices).toEqual([expect.stringContaining('cannot be written (ENOTDIR)')]);
});

test.each([
  [{ XDG_STATE_HOME: '/xdg' }, '/xdg/fleetop'],
  [{ XDG_STATE_HOME: 'relative' }, '/home/me/.local/state/fleetop'],
  [{}, '/home/me/.local/state/fleetop'],
])('the state folder with %j', (env, want) => {
  expect(locateStateFolder(env, '/home/me')).toBe(want);
});

test('the log is for its owner, begins each line with the time, and is rotated by size', () => {
  const folder = join(makeFolder(), 'log');
  mkdirSync(folder);
  chmodSync(folder, 0o700);
  const path = join(folder, 'fleetop.log');
  openLogFile(
    folder,
    () => 0,
    () => {},
  )('one');
  expect(modeOf(path)).toBe('600');
  expect(readFileSync(path, 'utf8')).toBe('1970-01-01T00:00:00.000Z one\n');
  writeFileSync(path, 'x'.repeat(5 * 1024 * 1024 + 1));
  openLogFile(
    folder,
    () => 0,
    () => {},
  )('two');
  expect(readFileSync(path, 'utf8')).toBe('1970-01-01T00:00:00.000Z two\n');
  expect(statSync(`${path}.1`).size).toBe(5 * 1024 * 1024 + 1);
});

test.each([
  { name: 'a folder is in its place', put: (path: string) => mkdirSync(path), why: 'EISDIR' },
  {
    name: 'a pipe that nobody reads is',
    put: (path: string) => execFileSync('mkfifo', [path]),
    why: 'no plain file',
  },
])('a log that cannot be written, as $name, is told of once', ({ put, why }) => {
  const folder = makeFolder();
  put(join(folder, 'fleetop.log'));
  const notices: string[] = [];
  const log = openLogFile(
    folder,
    () => 0,
    (notice) => notices.push(notice),
  );
  log('one');
  log('two');
  expect(notices).toEqual([expect.stringContaining(`cannot be written (${why})`)]);
});

test('what others can read or write in the state folder is named', () => {
  const folder = makeFolder();
  for (const name of ['journal.jsonl', 'remembered.json'])
    writeFileSync(join(folder, name), '', { mode: 0o600 });
  expect(wideModes(folder)).toEqual([]);
  chmodSync(join(folder, 'journal.jsonl'), 0o640);
  expect(wideModes(folder)).toEqual([
    `${folder}/journal.jsonl is open to others: chmod go= ${folder}/journal.jsonl`,
  ]);
  chmodSync(folder, 0o755);
  expect(wideModes(folder)).toEqual([`the state folder ${folder} is open to others: chmod 700 ${folder}`]);
});

test('what could not be written is written when that can be done again, and told of once', async () => {
  const { folder, clock, notices, remembered } = setUp();
  const path = join(folder, 'remembered.json');
  mkdirSync(path);
  remembered.memoryOf('a').set('x', 1);
  await clock.advance(2_000);
  remembered.memoryOf('a').set('y', 2);
  await clock.advance(2_000);
  expect(notices).toEqual([expect.stringMatching(/cannot be read \(\w+\)/)]);
  rmdirSync(path);
  remembered.memoryOf('a').set('y', 3);
  await clock.advance(2_000);
  expect(JSON.parse(readFileSync(path, 'utf8')).values).toEqual({ 'a/x': 1, 'a/y': 3 });
});

test('of 20,001 values the first is forgotten', () => {
  const memory = setUp().remembered.memoryOf('a');
  for (let count = 0; count <= 20_000; count += 1) memory.set(`server-${count}`, count);
  expect(memory.get('server-0')).toBeUndefined();
  expect(memory.get('server-1')).toBe(1);
});

test('of too many values those are forgotten that were not set for longest', () => {
  const { folder, clock } = setUp();
  const path = join(folder, 'few.json');
  const open = () => createJsonFile({ path, clock, random: Math.random, notify: () => {}, most: 3 });
  const first = open();
  for (const key of ['a', 'b', 'c', 'a', 'd']) first.set(key, key);
  expect(['a', 'b', 'c', 'd'].map(first.get)).toEqual(['a', undefined, 'c', 'd']);
  first.flush();
  const second = open();
  second.set('e', 'e');
  second.flush();
  expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')).values)).toEqual(['a', 'd', 'e']);
});

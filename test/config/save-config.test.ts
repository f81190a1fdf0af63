import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { editText } from '../../src/config/edit-text.ts';
import { saveConfig } from '../../src/config/save-config.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const text = `# mine
providers:
- name: sparrow   # the first
  type: sparrowhost
  apiKey: "\${KEY}"

# how it looks
theme:   'daylight'   # for the office
thresholds: { memory: 80 }
`;

test.each([
  {
    name: 'a value, in its place',
    edits: [{ path: ['theme'], value: 'mono' }],
    want: text.replace("'daylight'", 'mono'),
  },
  {
    name: 'a new key, at the end',
    edits: [{ path: ['mouse'], value: true }],
    want: `${text}mouse: true\n`,
  },
  {
    name: 'several',
    edits: [
      { path: ['theme'], value: 'auto' },
      { path: ['lockWhenIdle'], value: '15m' },
    ],
    want: `${text.replace("'daylight'", 'auto')}lockWhenIdle: 15m\n`,
  },
  {
    name: 'a list, on one line',
    edits: [{ path: ['columns', 'servers'], value: ['name', { id: 'cpu', width: 6 }] }],
    want: `${text}columns: { servers: [ name, { id: cpu, width: 6 } ] }\n`,
  },
])('changes $name, and nothing else', ({ edits, want }) => {
  expect(editText(text, edits)).toBe(want);
});

test('a key in a map that is there keeps comments, order and the list as it is', () => {
  const edited = editText(text, [{ path: ['thresholds', 'cpu'], value: 75 }]);
  expect(edited).toMatch(/^thresholds: \{ memory: 80, cpu: 75 \}$/m);
  for (const kept of ['# mine', '- name: sparrow', '# the first', '# how it looks', '# for the office'])
    expect(edited).toContain(kept);
  expect(edited).toMatch(/^- name: sparrow/m);
});

test('a list in brackets is replaced where it stands', () => {
  const before = 'columns:\n  servers: [status, name] # mine\n  apps: [name]   # theirs\n';
  expect(editText(before, [{ path: ['columns', 'servers'], value: ['name'] }])).toBe(
    'columns:\n  servers: [ name ] # mine\n  apps: [name]   # theirs\n',
  );
});

test('a list of lines becomes one line, and what is around it keeps its comments', () => {
  const before = '# a\ncolumns: # b\n  servers:\n    - status\n    - name\n  apps: [name] # c\n';
  const edited = editText(before, [{ path: ['columns', 'servers'], value: ['name', 'cpu'] }]);
  expect(edited).toContain('servers: [ name, cpu ]');
  for (const kept of ['# a', '# b', '# c']) expect(edited).toContain(kept);
});

test('a key is taken away with its value', () => {
  const edited = editText('theme: mono # a\nlockWhenIdle: 15m\nmouse: true # b\n', [
    { path: ['lockWhenIdle'], value: null },
  ]);
  expect(edited).toBe('theme: mono # a\nmouse: true # b\n');
});

test('a file of comments alone gets its first key', () => {
  expect(editText('# nothing yet\n', [{ path: ['thresholds', 'cpu'], value: 75 }])).toBe(
    '# nothing yet\nthresholds: { cpu: 75 }\n',
  );
});

const world = { env: { KEY: 'key-1234567' }, homeFolder: '/nowhere', themes: ['mono'] };

const save = (path: string, before: string | null, value = 'mono') =>
  saveConfig([{ path: ['theme'], value }], { path, before, world, random: Math.random });

function writeFile(mode = 0o640): string {
  const path = join(makeFolder(), 'config.yaml');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

test('the file keeps its mode, and no other is left beside it', async () => {
  const path = writeFile(0o600);
  expect(await save(path, text)).toBeNull();
  expect(readFileSync(path, 'utf8')).toBe(text.replace("'daylight'", 'mono'));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['config.yaml']);
});

test('a link stays one: what it leads to is written', async () => {
  const target = writeFile();
  const path = join(makeFolder(), 'config.yaml');
  symlinkSync(target, path);
  expect(await save(path, text)).toBeNull();
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, 'utf8')).toContain('mono');
});

test('a file that was changed meanwhile is left alone', async () => {
  const path = writeFile();
  expect(await save(path, `${text}# before\n`)).toMatchObject({
    code: 'config',
    message: expect.stringMatching(/was changed meanwhile: nothing was written/),
  });
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('what would not be valid is not written', async () => {
  const path = writeFile();
  expect(await save(path, text, 'nosuch')).toMatchObject({ message: expect.stringMatching(/is no theme/) });
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a file that may not be written is told', async () => {
  const path = writeFile(0o400);
  expect(await save(path, text)).toMatchObject({ message: expect.stringMatching(/may not be written/) });
});

test('without a file one is made for its owner alone', async () => {
  const path = join(makeFolder(), 'fleetop', 'config.yaml');
  expect(await save(path, null)).toBeNull();
  expect(readFileSync(path, 'utf8')).toMatch(/^theme: mono$/m);
  expect([path, join(path, '..')].map((one) => statSync(one).mode & 0o777)).toEqual([0o600, 0o700]);
  expect(await save(path, null)).toMatchObject({ message: expect.stringMatching(/is there already/) });
});

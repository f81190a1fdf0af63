import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAnyPathApi } from '../conformance/any-path-api.ts';
import { answersOf } from '../conformance/hostile.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import { openTerminal } from '../support/terminal.ts';

const planted = {
  literal: 'planted-literal-81a7c2',
  variable: 'planted-variable-5f0e19',
  file: 'planted-file-c4d2b7',
  command: 'planted-command-0b93ee',
  clientId: 'planted-client-7a6610',
  typed: 'planted-typed-e1f24c',
} as const;

/** As they stand, and as Basic authentication sends them. */
const secrets: readonly string[] = [
  ...Object.values(planted),
  Buffer.from(`${planted.clientId}:${planted.variable}`).toString('base64'),
];

const found = (text: string): readonly string[] => secrets.filter((secret) => text.includes(secret));

/** Every file below a folder, with what is open to others. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Answers what any provider understands, with each key that it was sent as the text of every field. */
async function startEchoingApi() {
  return startAnyPathApi((response, request) => {
    const header = request.headers.authorization ?? '';
    const basic = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8');
    const [answer] = answersOf(`you sent ${header} ${/^Basic /.test(header) ? basic : ''}`).slice(3);
    if (request.method === 'GET') return answer?.(response, request);
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ message: `refused: ${header} ${/env/.test(request.url ?? '') ? planted.typed : ''}` }),
    );
  });
}

async function setUp() {
  const api = await startEchoingApi();
  const home = makeFolder();
  const path = (name: string) => join(home, name);
  writeFileSync(path('key'), `${planted.file}\n`, { mode: 0o600 });
  // Tells on the side what its parent was called with.
  writeFileSync(
    path('give-key'),
    `#!/bin/sh\ntr '\\0' ' ' </proc/$PPID/cmdline >>'${path('words')}'\necho "$0 $*" >>'${path('words')}'\necho ${planted.command}\n`,
  );
  chmodSync(path('give-key'), 0o700);
  const config = `
providers:
  - { name: sparrow, type: sparrowhost, apiKey: ${planted.literal}, baseUrl: '${api.url}' }
  - { name: cyber, type: cyberpanel, apiKey: { file: '${path('key')}' }, baseUrl: '${api.url}' }
  - { name: wares, type: hostwares, apiKey: { command: ['${path('give-key')}'] }, baseUrl: '${api.url}' }
  - { name: pilot, type: serverpilot, clientId: ${planted.clientId}, apiKey: "\${MY_KEY}", baseUrl: '${api.url}' }
`;
  return { home, config, env: { MY_KEY: planted.variable }, words: path('words') };
}

test('planted keys are in no output and no file of any command, nor in the words of a child', async () => {
  const { home, config, env, words } = await setUp();
  const commands = [
    ['servers'],
    ['apps'],
    ['billing'],
    ['status'],
    ['show', 'sparrow/a1'],
    ['logs', 'sparrow/a1'],
    ['doctor'],
    ['config', 'check'],
    ['env', 'set', 'sparrow/a1', `TOKEN=${planted.typed}`, '--replace', '--yes'],
    ['env', 'set', 'sparrow/a1', `TOKEN=${planted.typed}`, '--replace', '--dry-run'],
    ['reboot', 'cyber/a1', '--yes'],
    ['journal'],
  ];
  for (const command of commands)
    for (const more of [[], ['--json'], ['--verbose']]) {
      const { stdout, stderr } = await runFleetop([...command, ...more], { home, config, env });
      expect(found(stdout + stderr), [...command, ...more].join(' ')).toEqual([]);
    }
  expect(readFileSync(words, 'utf8')).toContain('give-key');
  expect(found(readFileSync(words, 'utf8'))).toEqual([]);
  const state = join(home, '.local', 'state', 'fleetop');
  const files = filesIn(state);
  expect(files.map((file) => file.slice(state.length + 1))).toEqual(
    expect.arrayContaining(['journal.jsonl', 'remembered.json', 'targets.json']),
  );
  for (const file of [...files, ...filesIn(join(home, '.cache'))])
    expect(found(readFileSync(file, 'latin1')), file).toEqual([]);
  for (const file of files) expect((statSync(file).mode & 0o077).toString(8), file).toBe('0');
}, 120_000);

test('nor in what the dashboard writes: screen, log, crash report', async () => {
  const { home, config, env } = await setUp();
  const fault = join(home, 'fault.mjs');
  const boast = secrets.map((secret) => `'${secret}'`).join(' + ');
  writeFileSync(fault, `process.on('SIGURG', () => { throw new Error('with ' + ${boast}) })`);
  const terminal = openTerminal(['--verbose'], {
    columns: 200,
    rows: 50,
    config,
    env: { ...env, NODE_OPTIONS: `--import ${fault}`, PLANTED_SECRET: planted.typed },
  });
  await terminal.waitFor(/Servers 1\/1/);
  terminal.write('d');
  await terminal.waitFor(/╭─ d .*you sent/s);
  terminal.write('\u001b');
  await terminal.waitFor((text) => !/╭─ d /.test(text));
  await terminal.signal('SIGURG');
  expect((await terminal.ended()).code).toBe(1);
  expect(found(terminal.raw())).toEqual([]);
  const files = filesIn(terminal.stateFolder);
  const names = files.map((file) => file.slice(terminal.stateFolder.length + 1)).join(' ');
  expect(names).toMatch(/fleetop\.log/);
  expect(names).toMatch(/crash-/);
  for (const file of files) {
    expect(found(readFileSync(file, 'latin1')), file).toEqual([]);
    expect((statSync(file).mode & 0o077).toString(8), file).toBe('0');
  }
});

import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { builtProgram, makeFolder, runFleetop } from '../support/run-fleetop.ts';

const run = promisify(execFile);

const rows = [
  { id: 's1', name: 'web-1', status: 'running' },
  { id: 's2', name: 'twin', status: 'running' },
  { id: 's3', name: 'twin', status: 'running' },
  { id: 's4', name: 'with $(touch me) blanks', status: 'running' },
  { id: '$(touch me)', name: '`touch me`', status: 'running' },
];

/** A home folder in which the servers were listed once, and how often the provider was asked since. */
async function listedOnce() {
  const data = (value: unknown) => ({ body: { success: true, data: value } });
  const api = await startApi({
    'GET /api/v1/servers': data(rows),
    'GET /api/v1/nestdeploy/apps': data([{ id: 'a1', name: 'shop', status: 'running' }]),
  });
  const home = makeFolder();
  const config = `providers:\n  - name: sparrow\n    type: sparrowhost\n    apiKey: k\n    baseUrl: ${api.url}\n`;
  for (const list of ['servers', 'apps'])
    expect(await runFleetop([list], { home, config })).toMatchObject({ code: 0 });
  const before = api.requests.length;
  return { home, asked: () => api.requests.length - before };
}

const suggestions = async (words: readonly string[], home: string): Promise<readonly string[]> =>
  (await runFleetop(['complete', '--', ...words], { home })).stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(':'))
    .map((line) => line.trimEnd());

describe('completion', () => {
  test('finds commands, options, and the names that the verb is for, without asking a provider', async () => {
    const { home, asked } = await listedOnce();
    const cases: readonly { readonly words: readonly string[]; readonly wanted: readonly string[] }[] = [
      { words: ['snap'], wanted: ["snapshot\ta server's snapshots"] },
      { words: ['snapshot', 'c'], wanted: ['create\ttake one'] },
      { words: ['completion', ''], wanted: ['bash', 'zsh', 'fish'] },
      { words: ['servers', '--provider', ''], wanted: ['sparrow'] },
      { words: ['reboot', 'w'], wanted: ['web-1\tsparrow/s1'] },
      {
        words: ['reboot', 'sparrow/'],
        wanted: ['sparrow/s2\ttwin', 'sparrow/s3\ttwin', 'sparrow/s4\twith $(touch me) blanks'],
      },
      { words: ['deploy', ''], wanted: ['shop\tsparrow/a1'] },
      { words: ['show', 'sh'], wanted: ['shop\tsparrow/a1'] },
      { words: ['snapshot', 'create', ''], wanted: [] },
    ];
    for (const { words, wanted } of cases) expect(await suggestions(words, home)).toEqual(wanted);
    expect(asked()).toBe(0);
  });

  test('offers nothing that a shell would carry out', async () => {
    const { home } = await listedOnce();
    const found = await suggestions(['reboot', ''], home);
    expect(found.join('\n')).toContain('web-1');
    for (const line of found) expect(line.split('\t')[0]).toMatch(/^[\w.@/-]+$/);
  });

  test('without anything remembered has the commands all the same', async () => {
    expect(await suggestions(['reb'], makeFolder())).toEqual(['reboot\treboot servers, restart apps']);
  });

  test('a shell that is not known is a usage error', async () => {
    expect(await runFleetop(['completion', 'tcsh'])).toMatchObject({ code: 2 });
  });

  test('a script is no JSON, and does not come where that was asked for', async () => {
    const { code, stdout } = await runFleetop(['completion', 'bash', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'usage', message: expect.stringContaining('--json') },
    });
  });
});

test('in a bash without any package, Tab finds commands and names', async () => {
  const { home } = await listedOnce();
  const bin = makeFolder();
  symlinkSync(builtProgram, join(bin, 'fleetop'));
  const press = async (...words: readonly string[]): Promise<readonly string[]> => {
    const script = [
      'source <(fleetop completion bash)',
      'source <(fleetop completion bash)',
      `COMP_WORDS=(fleetop "$@"); COMP_CWORD=${words.length}; _fleetop; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join('\n');
    const { stdout, stderr } = await run('bash', ['--norc', '-c', script, 'bash', ...words], {
      env: { PATH: `${bin}:${dirname(process.execPath)}:${process.env['PATH']}`, HOME: home },
    });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((line) => line !== '');
  };
  expect(await press('snap')).toEqual(['snapshot']);
  expect(await press('reboot', 'web')).toEqual(['web-1']);
  expect(await press('stop', '$(exit 3)')).toEqual([]);
});

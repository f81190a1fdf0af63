import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, runFleetop, writeConfig } from '../support/run-fleetop.ts';

const config = 'providers:\n  - name: a\n    type: spheron\n    apiKey: literal-key\n';

describe('a command line that makes no sense: exit 2, why, and what may have been meant', () => {
  test.each([
    { words: ['servres'], want: 'unknown command "servres": did you mean "servers"?' },
    { words: ['sessoins'], want: 'unknown command "sessoins": did you mean "sessions"?' },
    { words: ['sessions'], want: 'set ssh: { enabled: true }' },
    { words: ['--jsn'], want: 'unknown option "--jsn": did you mean "--json"?' },
    { words: ['servers', '--srot', 'name'], want: "unknown option '--srot': did you mean --sort?" },
    { words: ['servers', '--api-key=planted'], want: "unknown option '--api-key=***'" },
    { words: ['--jsn=planted'], want: 'unknown option "--jsn=***": did you mean "--json"?' },
    { words: ['servers', 'extra'], want: 'too many arguments' },
    { words: ['show'], want: "missing required argument 'target'" },
    { words: ['config'], want: 'config needs one of path, init, check, schema' },
    { words: ['config', 'chekc'], want: 'unknown command "chekc": did you mean "check"?' },
    { words: ['config', 'path', 'extra'], want: 'too many arguments' },
    { words: ['servers', '--timeout', 'soon'], want: 'It takes a number of seconds above 0' },
    { words: ['servers', '--filter', 'colour:red'], want: 'there is no column "colour"' },
    { words: ['billing', '--filter', 'colour:red'], want: 'there is no column "colour"' },
    { words: ['status', '--sort', 'colour'], want: 'there is no column "colour"' },
    { words: ['servers', '--sort', 'speed'], want: 'there is no column "speed"' },
    { words: ['servers', '--provider', 'b'], want: 'there is no provider "b": did you mean "a"?' },
    { words: ['servers', '--theme', 'midnigt'], want: '"midnigt" is no theme: did you mean "midnight"?' },
    { words: ['servers', '--demo', '--theme', 'nosuch'], want: 'allowed are auto, colour-blind, daylight,' },
    { words: ['simulate', '--fault', 'fire'], want: '"fire" is no fault' },
    { words: ['simulate', '--servers', '0'], want: 'It takes a whole number from 1 to 10000' },
  ])('$words', async ({ words, want }) => {
    const [text, json] = await Promise.all([
      runFleetop(words, { config }),
      runFleetop([...words, '--json'], { config }),
    ]);
    expect(text).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(want) });
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toEqual({
      error: {
        provider: null,
        code: 'usage',
        message: expect.stringContaining(want),
        status: null,
        retryable: false,
        retryAt: null,
      },
    });
  });
});

test('hostile words are shown as text', async () => {
  const finished = await runFleetop(['\u001b]0;owned\u0007'], { config });
  expect(finished.stderr).toContain('␛]0;owned␇');
});

test('options stand before and after the command', async () => {
  const runs = await Promise.all([
    runFleetop(['--json', 'config', 'path'], { config }),
    runFleetop(['config', '--json', 'path'], { config }),
    runFleetop(['config', 'path', '--json'], { config }),
  ]);
  for (const { stdout } of runs) expect(JSON.parse(stdout).path).toMatch(/config\.yaml$/);
});

test.each([
  ['servers', '--help'],
  ['help', 'servers'],
  ['servers', '-h'],
])('%s %s', async (...words) => {
  const finished = await runFleetop(words);
  expect(finished).toMatchObject({ code: 0, stderr: '' });
  expect(finished.stdout).toContain('--no-details');
  expect(finished.stdout).toContain('--timeout <seconds>');
});

test('the help at the entry is the one of the command line', async () => {
  const [entry, full] = await Promise.all([runFleetop(['--help']), runFleetop(['--help', '--json'])]);
  expect(entry).toMatchObject({ code: 0, stderr: '' });
  expect(entry.stdout).toContain('simulate');
  expect(entry.stdout).toBe(full.stdout);
});

test('the version, from the entry and after a command', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const words of [['--version'], ['-V'], ['servers', '--version']])
    expect(await runFleetop(words)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe('without a configuration', () => {
  test.each([{ words: [] }, { words: ['servers'] }, { words: ['status'] }])(
    '$words says how to begin',
    async ({ words }) => {
      const finished = await runFleetop(words);
      expect(finished).toMatchObject({ code: 2, stdout: '' });
      expect(finished.stderr).toContain('fleetop --demo');
      expect(finished.stderr).toContain('fleetop config init');
    },
  );

  test('with --json too', async () => {
    const finished = await runFleetop(['servers', '--json']);
    expect(finished.code).toBe(2);
    expect(JSON.parse(finished.stdout)).toMatchObject({ error: { code: 'config', provider: null } });
  });
});

describe('a configuration that cannot be used', () => {
  const broken = 'providers:\n  - name: a\n    type: spherom\n    apiKey: x\n    colour: red\n';

  test('names file, line and key of every problem', async () => {
    const finished = await runFleetop(['servers'], { config: broken });
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toMatch(
      /config\.yaml:3: providers\[0\]\.type: "spherom" .*did you mean "spheron"/,
    );
    expect(finished.stderr).toMatch(/config\.yaml:5: providers\[0\]\.colour: unknown key/);
  });

  test('config check lists them', async () => {
    const finished = await runFleetop(['config', 'check', '--json'], { config: broken });
    expect(finished.code).toBe(2);
    expect(JSON.parse(finished.stdout).problems).toEqual([
      {
        file: expect.stringMatching(/config\.yaml$/),
        line: 3,
        key: 'providers[0].type',
        message: expect.any(String),
      },
      { file: expect.any(String), line: 5, key: 'providers[0].colour', message: expect.any(String) },
    ]);
  });
});

describe('config', () => {
  test('check of a good one', async () => {
    expect(await runFleetop(['config', 'check', '--json'], { config })).toMatchObject({
      code: 0,
      stdout: '{\n  "problems": []\n}\n',
      stderr: '',
    });
  });

  test('check of the demo, which needs none', async () => {
    const finished = await runFleetop(['config', 'check', '--demo']);
    expect(finished).toEqual({ code: 0, stdout: 'the simulated fleet: no problems\n', stderr: '' });
  });

  test('a literal key in a file that others can read draws a warning', async () => {
    const home = makeFolder();
    const path = writeConfig(home, config, 0o644);
    const finished = await runFleetop(['config', 'check', '--config', path], { home });
    expect(finished.code).toBe(0);
    expect(finished.stderr).toContain(`warning: holds a key and can be read by others: chmod 600 ${path}`);
  });

  test('init writes once, for the owner only', async () => {
    const home = makeFolder();
    const path = join(home, '.config', 'fleetop', 'config.yaml');
    const first = await runFleetop(['config', 'init'], { home });
    expect(first).toMatchObject({ code: 0, stdout: `${path}\n` });
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    writeFileSync(path, 'theme: mine\n');
    const second = await runFleetop(['config', 'init'], { home });
    expect(second).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('is there already'),
    });
    expect(readFileSync(path, 'utf8')).toBe('theme: mine\n');
  });

  test('schema is a JSON Schema', async () => {
    const finished = await runFleetop(['config', 'schema']);
    expect(JSON.parse(finished.stdout)).toMatchObject({ title: 'fleetop configuration', type: 'object' });
  });

  test('path writes nothing', async () => {
    const home = makeFolder();
    const finished = await runFleetop(['config', 'path'], { home });
    expect(finished.stdout).toBe(`${join(home, '.config', 'fleetop', 'config.yaml')}\n`);
    expect(existsSync(join(home, '.config'))).toBe(false);
  });
});

test('config check knows the themes and the commands', async () => {
  const wrong = `${config}theme: nosuch\nkeys:\n  refrsh: y\n`;
  const checked = await runFleetop(['config', 'check'], { config: wrong });
  expect(checked.code).toBe(2);
  expect(checked.stderr).toMatch(
    /config.yaml:5: theme: "nosuch" is no theme: allowed are auto, colour-blind, /,
  );
  expect(checked.stderr).toMatch(
    /config.yaml:7: keys.refrsh: unknown command: did you mean "refresh"\? allowed are /,
  );
  expect((await runFleetop(['servers'], { config: wrong })).code).toBe(2);
  const right = `${config}theme: mono\nkeys: { refresh: y }\n`;
  expect((await runFleetop(['config', 'check'], { config: right })).code).toBe(0);
});

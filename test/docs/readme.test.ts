import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createProgram } from '../../src/cli/program.ts';
import { problemCodes } from '../../src/model/problem.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

const program = createProgram({
  version: '0.0.0',
  helpWidth: 80,
  writeOut: () => {},
  createContext: () => {
    throw new Error('nothing is run here');
  },
  onExitCode: () => {},
});

/** What stands behind `fleetop` on the lines of fenced blocks, without comments and pipes. */
const examples = [...readme.matchAll(/^```sh\n(.*?)^```/gms)]
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => /^fleetop\b/.test(line))
  .map((line) => line.replace(/\s#.*|\s\|\s.*/, '').trim());

describe('README.md', () => {
  test('its tables are those of the code', async () => {
    const code = await new Promise<number | null>((resolve) => {
      const child = execFile(process.execPath, ['scripts/docs.ts', '--check'], { cwd: root }, () =>
        resolve(child.exitCode),
      );
    });
    expect(code, 'npm run docs').toBe(0);
  });

  test.each(examples.filter((line) => line !== 'fleetop'))(
    '%s: the command and its options exist',
    (line) => {
      const words = line.split(/\s+/).slice(1);
      const [name = '', sub = ''] = words;
      if (name === 'help') return;
      const command = program.commands.find((candidate) => candidate.name() === name);
      expect(command, name).toBeDefined();
      const below = command?.commands ?? [];
      const nested = below.find((found) => found.name() === sub);
      if (below.length > 0 && sub !== '') expect(nested, `${name} ${sub}`).toBeDefined();
      const options = [program, command, nested].flatMap((found) => found?.options ?? []);
      const known = options.map((option) => option.long);
      for (const option of words.filter((word) => word.startsWith('--'))) expect(known).toContain(option);
    },
  );

  test('every command has an example', () => {
    const shown = new Set(examples.map((line) => line.split(/\s+/)[1]));
    const offered = program
      .createHelp()
      .visibleCommands(program)
      .map((command) => command.name());
    expect(offered.filter((name) => name !== 'help' && !shown.has(name))).toEqual([]);
  });

  test('every dependency has its reason', () => {
    const manifest = z.object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    });
    const { dependencies, devDependencies } = manifest.parse(JSON.parse(read('package.json')));
    const section = readme.slice(readme.indexOf('## Dependencies'), readme.indexOf('## Troubleshooting'));
    const listed = [...section.matchAll(/^\| (`.*?) \|/gm)]
      .flatMap(([, cell = '']) => [...cell.matchAll(/`(.+?)`/g)])
      .map(([, name]) => name);
    expect(listed.sort()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
  });

  test('every problem has its advice', () => {
    const section = readme.slice(readme.indexOf('## Troubleshooting'));
    expect(problemCodes.filter((code) => !section.includes(`\`${code}\``))).toEqual([]);
  });

  test('what it links to is there', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('every npm script it names exists', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const named = [...readme.matchAll(/npm run (\w[\w:]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bundleProgram } from '../../scripts/bundle.ts';
import { createProgram } from '../../src/cli/program.ts';
import { problemCodes } from '../../src/model/problem.ts';
import { page, pages, root } from './pages.ts';

const program = createProgram({
  version: '0.0.0',
  helpWidth: 80,
  writeOut: () => {},
  createContext: () => {
    throw new Error('nothing is run here');
  },
  onExitCode: () => {},
});

const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(`${root}package.json`, 'utf8')));

/** What stands behind `fleetop` on the lines of fenced blocks, without comments and pipes, of all pages. */
const examples = [
  ...new Set(
    [...pages.values()]
      .flatMap((text) => [...text.matchAll(/^```sh\n(.*?)^```/gms)])
      .flatMap(([, block = '']) => block.split('\n'))
      .filter((line) => /^fleetop\b/.test(line))
      .map((line) => line.replace(/\s#.*|\s[|>]\s.*/, '').trim()),
  ),
];

describe('the pages', () => {
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
      // Some do something by themselves, too.
      if (below.length > 0 && sub !== '' && !sub.startsWith('--'))
        expect(nested, `${name} ${sub}`).toBeDefined();
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

  test('every dependency has its reason, apart what is in the program and what is for development', async () => {
    const readme = page('README.md');
    const [shipped = '', development = ''] = readme
      .slice(readme.indexOf('## Dependencies'), readme.indexOf('## Licence'))
      .split('For development:');
    const imported = await importedPackages();
    expect(listedPackages(shipped)).toEqual(imported);
    expect(listedPackages(development)).toEqual(
      Object.keys(manifest.devDependencies)
        .filter((name) => !imported.includes(name))
        .sort(),
    );
    expect(imported.filter((name) => !(name in manifest.devDependencies))).toEqual([]);
  });

  test('every problem has its advice, once, and nothing else has', () => {
    const codes = [...page('docs/troubleshooting.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(
      ([, code]) => code,
    );
    expect(codes.sort()).toEqual([...problemCodes].sort());
  });

  test.each([...pages])('what %s links to is there', (path, text) => {
    expect(linksOf(text).filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  test('what they link to is in the package, too', async () => {
    const packed = await packedFiles();
    const missing = [...pages].flatMap(([path, text]) =>
      linksOf(text)
        .map((link) => join(dirname(path), link))
        .filter((target) => !packed.some((file) => file === target || file.startsWith(`${target}/`)))
        .map((target) => `${path}: ${target}`),
    );
    expect(missing).toEqual([]);
    expect([...pages.keys()].filter((path) => !packed.includes(path))).toEqual([]);
  });

  test.each([...pages])('every anchor that %s links to is a heading', (path, text) => {
    const anchors = [...text.matchAll(/\]\(([^)#:\s]*)#([^)]+)\)/g)];
    const missing = anchors.filter(([, file = '', anchor = '']) => {
      const target = file === '' ? text : readFileSync(join(root, dirname(path), file), 'utf8');
      return !headingAnchors(target).includes(anchor);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  test('every page of docs/ is reached from the README', () => {
    const readme = page('README.md');
    const hidden = [...pages.keys()].filter((path) => path !== 'README.md' && !readme.includes(`](${path})`));
    expect(hidden).toEqual([]);
  });

  test.each([...pages])('what %s names of the checkout is there', (_, text) => {
    const paths = [...text.matchAll(/`((?:src|test|scripts|bench|docs|themes|contrib|man)\/[a-z0-9./-]+)`/g)];
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(root + path))).toEqual([]);
  });

  test('every npm script they name exists', () => {
    const named = [...pages.values()].flatMap((text) =>
      [...text.matchAll(/npm run (?:-s )?(\w[\w:]*)/g)].map(([, name = '']) => name),
    );
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
    expect(named.length).toBeGreaterThan(10);
  });
});

/** The files that a page links to, as it has them. */
const linksOf = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);

/** What `npm pack` would put into the package. */
async function packedFiles(): Promise<readonly string[]> {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await promisify(execFile)('npm', words, { cwd: root });
  const [{ files }] = z
    .tuple([z.object({ files: z.array(z.object({ path: z.string() })) })])
    .parse(JSON.parse(stdout));
  return files.map(({ path }) => path);
}

/** As a page of Markdown is linked into: lower case, without signs, a hyphen for each space. */
const headingAnchors = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The packages in the first column of a table. */
const listedPackages = (section: string): readonly string[] =>
  [...section.matchAll(/^\| (`.*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`(.+?)`/g)])
    .map(([, name = '']) => name)
    .sort();

/** The packages that the program's own code imports. */
async function importedPackages(): Promise<readonly string[]> {
  const { inputs } = (await bundleProgram()).metafile;
  const imports = Object.entries(inputs).flatMap(([path, input]) =>
    path.startsWith('src/') ? input.imports : [],
  );
  const names = imports.flatMap(
    ({ original = '' }) => /^(?!node:|\.)((?:@[^/]+\/)?[^/]+)/.exec(original)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { runDemo } from './run-demo.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const packed = z.tuple([
  z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })), size: z.number() }),
]);

const folder = mkdtempSync(join(tmpdir(), 'fleetop-package-'));
const prefix = join(folder, 'prefix');
const installed = join(prefix, 'lib/node_modules/fleetop');
let files: readonly string[] = [];
let packedBytes = 0;

beforeAll(() => {
  const env = { ...process.env, npm_config_cache: join(folder, 'cache') };
  const npm = (...words: readonly string[]) =>
    execFileSync('npm', words, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  // Without the lines of the build, which npm lets through.
  const said = npm('pack', '--json', '--pack-destination', folder);
  const [{ filename, files: listed, size }] = packed.parse(JSON.parse(said.slice(said.indexOf('['))));
  packedBytes = size;
  files = listed.map(({ path }) => path).sort();
  // With an empty cache and no network: all that it needs is in the tarball.
  npm('install', '--global', '--offline', '--prefix', prefix, join(folder, filename));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the package has the program, what it shows, and what has to go with it, and nothing else', () => {
  const within = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(relative(root, entry.parentPath), entry.name)] : [],
    );
  const providers = within('src/providers').filter((path) => path.endsWith('README.md'));
  expect(files).toEqual(
    [
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'man/fleetop.1'],
      ...['contrib/fleetop.service', 'contrib/tmux.conf'],
      ...['dist/THIRD-PARTY-NOTICES.txt', 'dist/fleetop.js', 'dist/program.cjs'],
      ...['CONTRIBUTING.md', 'SECURITY.md', ...within('docs'), ...within('themes'), ...providers],
    ].sort(),
  );
});

test('the package is small', () => {
  expect(packedBytes).toBeLessThan(2 * 1024 * 1024);
});

test('a global install brings nothing else along, and its man page', () => {
  expect(readdirSync(join(prefix, 'lib/node_modules'))).toEqual(['fleetop']);
  expect(existsSync(join(installed, 'node_modules'))).toBe(false);
  expect(existsSync(join(prefix, 'share/man/man1/fleetop.1'))).toBe(true);
});

test('the installed program says its version', () => {
  const node = dirname(process.execPath);
  const said = execFileSync(join(prefix, 'bin/fleetop'), ['--version'], {
    env: { PATH: node },
    encoding: 'utf8',
  });
  expect(said).toBe(`${manifest.version}\n`);
});

test('the installed program runs the demo in a terminal', async () => {
  await runDemo(join(prefix, 'bin/fleetop'), { PATH: dirname(process.execPath) });
});

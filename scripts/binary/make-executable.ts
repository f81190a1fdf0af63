import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { bundled, bundleProgram, entryOptions } from '../bundle.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where Node looks for what was put into it (https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html). */
const place = 'NODE_SEA_BLOB';
const options = [
  ...['--sentinel-fuse', 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'],
  ...['--macho-segment-name', 'NODE_SEA'],
];

/**
 * Writes a copy of a Node with the program and its themes in it. Node wants the blob made by the version that reads it:
 * `node` has to be of this very version, of whatever system, and is not run.
 */
export async function makeExecutable(node: string, target: string): Promise<void> {
  if (!readFileSync(node).includes(`node-${process.version}`))
    throw new Error(`${node} is not Node ${process.version}`);
  const folder = mkdtempSync(join(tmpdir(), 'fleetop-binary-'));
  try {
    const blob = await writeBlob(folder);
    copyFileSync(node, target);
    chmodSync(target, 0o755);
    // What it says of the sections of Node's own file is no concern of ours.
    run(`${root}node_modules/postject/dist/cli.js`, target, place, blob, ...options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The boot, the program and the themes as Node takes them, in a file. */
async function writeBlob(folder: string): Promise<string> {
  const program = await bundleProgram();
  const boot = await bundled({
    ...entryOptions(program),
    target: 'node24',
    format: 'cjs',
    plugins: [programIsEmbedded],
  });
  writeFileSync(join(folder, 'boot.cjs'), boot.contents);
  writeFileSync(join(folder, 'program.cjs'), program.contents);
  const themes = readdirSync(`${root}themes`).map((name) => [`themes/${name}`, `${root}themes/${name}`]);
  const settings = {
    main: join(folder, 'boot.cjs'),
    output: join(folder, 'blob'),
    disableExperimentalSEAWarning: true,
    assets: { 'program.cjs': join(folder, 'program.cjs'), ...Object.fromEntries(themes) },
  };
  writeFileSync(join(folder, 'sea.json'), JSON.stringify(settings));
  run('--experimental-sea-config', join(folder, 'sea.json'));
  return settings.output;
}

/** Throws, with what was said on stderr, where it fails. */
const run = (...words: readonly string[]): void =>
  void execFileSync(process.execPath, words, { stdio: 'pipe', maxBuffer: 2 ** 24 });

/** The entry finds the program among the assets. */
const programIsEmbedded: Plugin = {
  name: 'program-is-embedded',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/read-program\.ts$/ }, () => ({
      path: `${root}scripts/binary/embedded-program.ts`,
    }));
  },
};

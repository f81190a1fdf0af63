import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A package of which something stands in the bundle. */
export type BundledPackage = {
  readonly name: string;
  readonly version: string;
  /** As its manifest names it: `MIT`. */
  readonly licence: string;
  /** Its folder, from the checkout: `node_modules/ink`. */
  readonly folder: string;
  /** The files of its own that state licence and authors, as they are; empty where it brings none. */
  readonly texts: readonly string[];
};

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string().default('unknown') });

/** The packages that a bundle was made of, by name. */
export function bundledPackages({ outputs }: Metafile): readonly BundledPackage[] {
  const folders = Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([path, { bytesInOutput }]) => (bytesInOutput === 0 ? [] : folderOf(path)));
  return [...new Set(folders)].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The innermost package that a file belongs to. */
const folderOf = (path: string): readonly string[] =>
  /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? [];

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = manifest.parse(
    JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8')),
  );
  const texts = readdirSync(root + folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8').trim());
  return { name, version, licence: license, folder, texts };
}

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { BundledPackage } from './bundled-packages.ts';

const lockFile = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.string().optional() })),
});

/** Licences under which a package may be given on together with a program under the MIT licence. */
const permissive: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
]);

const lockPath = new URL('../package-lock.json', import.meta.url);

/**
 * What is wrong with the packages that are in the program, a sentence each: no licence, or none of the list. And of all
 * packages in the lock file: one without a hash of what is to be installed.
 */
export function licenceFaults(
  bundled: readonly Pick<BundledPackage, 'name' | 'licence'>[],
  lock: string = readFileSync(lockPath, 'utf8'),
): readonly string[] {
  const { packages } = lockFile.parse(JSON.parse(lock));
  const unhashed = Object.entries(packages).filter(
    ([path, { integrity }]) => path !== '' && integrity === undefined,
  );
  return [
    ...unhashed.map(
      ([path]) => `${path.replace(/^.*node_modules\//, '')}: no integrity in package-lock.json`,
    ),
    ...bundled
      .filter(({ licence }) => !isPermissive(licence))
      .map(({ name, licence }) => `${name}: licence ${licence}`),
  ];
}

/** `(MIT OR CC0-1.0)`: one of them is enough; with AND all must be. */
const isPermissive = (licence: string): boolean =>
  licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => permissive.has(one)));

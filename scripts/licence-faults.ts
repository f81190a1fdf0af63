import { readFileSync } from 'node:fs';
import { z } from 'zod';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
    }),
  ),
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
 * What is wrong with the packages that are shipped, a sentence each: no licence, or none of the list. And of all packages
 * in the lock file: one without a hash of what is to be installed.
 */
export function licenceFaults(text: string = readFileSync(lockPath, 'utf8')): readonly string[] {
  const { packages } = lockFile.parse(JSON.parse(text));
  return Object.entries(packages).flatMap(([path, { license, dev, devOptional, integrity }]) => {
    if (path === '') return [];
    const name = path.replace(/^.*node_modules\//, '');
    const isShipped = dev !== true && devOptional !== true;
    return [
      ...(integrity === undefined ? [`${name}: no integrity in package-lock.json`] : []),
      ...(isShipped && !isPermissive(license) ? [`${name}: licence ${license ?? 'unknown'}`] : []),
    ];
  });
}

/** `(MIT OR CC0-1.0)`: one of them is enough; with AND all must be. */
const isPermissive = (licence: string | undefined): boolean =>
  (licence ?? '')
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => permissive.has(one)));

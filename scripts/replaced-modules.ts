import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Modules of dependencies in whose place ours are taken, in the bundle and in the tests alike; why, each of ours says.
 * The hash is of the text that ours was written for.
 */
const replaced = [
  {
    path: 'node_modules/ink/build/output.js',
    by: 'src/paint/output.ts',
    sha256: '5e6c511c0a573f48cd5765d7f1f16583d2595f7b05775608382bdb990b63f225',
  },
  {
    path: 'node_modules/ink/build/log-update.js',
    by: 'src/paint/log-update.ts',
    sha256: '0336ec176d00780756df0c2b6c365cd2f67118e28d0f9b5383e113fd9f70f285',
  },
  {
    path: 'node_modules/ink/build/sanitize-ansi.js',
    by: 'src/paint/sanitize-ansi.ts',
    sha256: 'd1f9783713dc610e01188ae37e339ce151abb922c4ea4e119deb55f90c50659e',
  },
  {
    path: 'node_modules/string-width/index.js',
    by: 'src/paint/string-width.ts',
    sha256: 'abc20775da6b552188b098688ebec671e29f5416d6339d3534bb7b016174003e',
  },
  {
    path: 'node_modules/quick-lru/index.js',
    by: 'src/paint/small-cache.ts',
    sha256: '500faa18fec161f8a4bbf89db83f4f6cc045b8e91ecb17a5214df7100522d7dd',
  },
] as const;

/** What may import one of them: a name of a package, a path within one. */
export const replacedNames = /^(string-width|quick-lru|\.\.?\/(.*\/)?(output|log-update|sanitize-ansi)\.js)$/;

/** Throws when a dependency is not the one that a replacement was written for. */
export function checkReplaced(
  read: (path: string) => Uint8Array = (path) => readFileSync(root + path),
): void {
  for (const { path, by, sha256 } of replaced)
    if (createHash('sha256').update(read(path)).digest('hex') !== sha256)
      throw new Error(`${path} has changed: see whether ${by} still does the same, then correct its hash`);
}

/**
 * The file to take instead of one that an import was resolved to; null for the same. What stands in the place of a
 * module still gets that module.
 */
export function replacementOf(resolved: string, importer: string): string | null {
  const found = replaced.find(({ path }) => resolved === root + path);
  return found === undefined || importer === root + found.by ? null : root + found.by;
}

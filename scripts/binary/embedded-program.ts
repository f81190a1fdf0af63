import { registerHooks } from 'node:module';
import { getAsset } from 'node:sea';
import { pathToFileURL } from 'node:url';
import type { main as Main } from '../../src/main.ts';

/** Nothing can be there: the executable is no folder. */
const address = `${pathToFileURL(process.execPath)}/program.js`;

/**
 * Takes the place of `src/main.ts` in the executable's boot, which Node wants as CommonJS: the program is a module that
 * waits at its top, and so stands beside it, as an asset.
 */
export async function main(version: string): Promise<void> {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === address
        ? { url: address, format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === address
        ? { format: 'module', source: getAsset('program.js', 'utf8'), shortCircuit: true }
        : next(url, context),
  });
  const program: { readonly main: typeof Main } = await import(address);
  await program.main(version);
}

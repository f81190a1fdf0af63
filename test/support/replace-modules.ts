import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { replacementOf } from '../../scripts/replaced-modules.ts';

const pathOf = (url: string | undefined): string => (url?.startsWith('file:') ? fileURLToPath(url) : '');

/** Before each file of tests: the modules that are replaced in the bundle are replaced here too. */
registerHooks({
  resolve: (specifier, context, resolve) => {
    const found = resolve(specifier, context);
    const replacement = replacementOf(pathOf(found.url), pathOf(context.parentURL));
    return replacement === null ? found : { ...found, url: pathToFileURL(replacement).href, format: null };
  },
});

import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { replacementOf } from '../../scripts/replaced-modules.ts';

const original = '?original';
const replacedPackages = /\/node_modules\/(ink|string-width)\//;

const pathOf = (url = ''): string => (url.startsWith('file:') ? fileURLToPath(url) : '');

/**
 * Before each file of tests: the modules that are replaced in the bundle are replaced here too. A module that is asked
 * for by its path with `?original` behind it is itself, and so is all that it imports.
 */
registerHooks({
  resolve: (specifier, context, resolve) => {
    const found = resolve(specifier, context);
    if (found.url.endsWith(original)) return found;
    if (context.parentURL?.endsWith(original) && replacedPackages.test(found.url))
      return { ...found, url: found.url + original };
    const replacement = replacementOf(pathOf(found.url), pathOf(context.parentURL));
    return replacement === null ? found : { ...found, url: pathToFileURL(replacement).href, format: null };
  },
});

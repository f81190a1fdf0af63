import { createRequire, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

// A CommonJS module that is imported gets, for each module that imports it, an object of its own with a getter for each
// of its exports. Of Node's own modules and React those were 12,000 getters: 2 MiB, and a tenth of each start. Here each
// is one module for all, and what is not imported of it is left out.

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Node's own modules, each loaded when the first module that imports it is. An import that stays in the bundle
 * would load all of them at every start, and with `node:http` Node's copy of undici: 30 ms.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (!isBuiltin(path) || kind === 'entry-point') return null;
      return { path, namespace: kind === 'import-statement' ? 'imported-builtin' : 'required-builtin' };
    });
    onLoad({ filter: /.*/, namespace: 'imported-builtin' }, ({ path }) => ({
      contents: asModule(loadedBuiltin(path), require(path)),
    }));
    onLoad({ filter: /.*/, namespace: 'required-builtin' }, ({ path }) => ({
      contents: `module.exports = ${loadedBuiltin(path)};`,
    }));
  },
};

const loadedBuiltin = (path: string): string => `process.getBuiltinModule(${JSON.stringify(path)})`;

export const sharedReact: Plugin = {
  name: 'shared-react',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^react(\/jsx-runtime)?$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'imported-react' } : null,
    );
    onLoad({ filter: /.*/, namespace: 'imported-react' }, ({ path }) => ({
      contents: asModule(`require(${JSON.stringify(path)})`, require(path)),
      resolveDir: root,
    }));
  },
};

/** A module that exports what an object has, by default the object itself. An export is read only if it is imported. */
const asModule = (expression: string, exported: object): string =>
  [
    `const all = ${expression};`,
    'export default all;',
    ...Object.keys(exported)
      .filter((name) => name !== 'default' && /^[\w$]+$/.test(name))
      .map(
        (name) =>
          `const its_${name} = /* @__PURE__ */ (() => all.${name})(); export { its_${name} as ${name} };`,
      ),
  ].join('\n');

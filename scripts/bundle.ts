import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as bundle, type Metafile, type Plugin } from 'esbuild';
import { createProgram } from '../src/cli/program.ts';
import { bundledPackages } from './bundled-packages.ts';
import { checkReplaced, replacedNames, replacementOf } from './replaced-modules.ts';
import { lazyBuiltins, sharedReact } from './shared-modules.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/** Writes dist/: a tiny entry, the whole program as one file, and the notices of what is in it. */
export async function build(): Promise<{ readonly bytes: number; readonly ms: number }> {
  const startedAt = performance.now();
  checkReplaced();
  const program = await bundleProgram();
  const entry = await bundled({
    ...entryOptions(program),
    // Parsed by whatever Node there is, to say that it is too old.
    target: 'node12.20',
    banner: { js: '#!/usr/bin/env node' },
  });
  mkdirSync(dist, { recursive: true });
  put(`${dist}/program.cjs`, program.contents, 0o644);
  put(`${dist}/fleetop.js`, entry.contents, 0o755);
  put(`${dist}/THIRD-PARTY-NOTICES.txt`, thirdPartyNotices(bundledPackages(program.metafile)), 0o644);
  return { bytes: program.contents.length + entry.contents.length, ms: performance.now() - startedAt };
}

/** The whole program without its entry, as a script in ASCII, which the entry compiles: a function of what Node gives a module. */
export async function bundleProgram(): Promise<Bundle> {
  const { contents, metafile } = await bundled({
    entryPoints: ['src/main.ts'],
    target: 'node22.19',
    format: 'cjs',
    // Else each /…/v becomes a `new RegExp` that is compiled at the start: 20 ms for string-width's.
    supported: { 'regexp-set-notation': true },
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      'import.meta.url': 'url',
    },
    plugins: [
      withReplaced,
      withoutUnused,
      inkWithoutDevelopers,
      yogaAtOnce,
      lateSegmenters,
      lateExpressions,
      lazyBuiltins,
      sharedReact,
    ],
    banner: { js: '(function (module, exports, require, url) {' },
    footer: { js: '})' },
  });
  return { contents: inAscii(contents), metafile };
}

/** What every entry to a program has in it. */
export const entryOptions = (program: Bundle): Pick<BuildOptions, 'entryPoints' | 'define'> => ({
  entryPoints: ['src/entry.ts'],
  define: {
    FLEETOP_VERSION: JSON.stringify(version()),
    FLEETOP_HELP: JSON.stringify(helpText()),
    FLEETOP_BUILD: JSON.stringify(createHash('sha256').update(program.contents).digest('hex').slice(0, 16)),
  },
});

/** A bundle, and of what it was made. */
export type Bundle = { readonly contents: Uint8Array; readonly metafile: Metafile };

/** One file, from one entry. */
export async function bundled(options: BuildOptions): Promise<Bundle> {
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
    write: false,
    metafile: true,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild wrote nothing');
  return { contents: inAscii(file.contents), metafile };
}

/**
 * One character outside of Latin-1 lets V8 keep the whole text at two bytes a character, for as long as the program runs:
 * 2 MiB. esbuild leaves such characters in regular expressions alone, where `\uXXXX` means the same.
 */
const inAscii = (script: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(script)
      .toString('utf8')
      .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );

/** Takes our own modules in place of some of the dependencies'. */
const withReplaced: Plugin = {
  name: 'with-replaced',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: replacedNames }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (pluginData === isResolving) return null;
      const found = await resolve(path, { importer, kind, resolveDir, pluginData: isResolving });
      const replacement = replacementOf(found.path, importer);
      return replacement === null ? found : { path: replacement };
    });
  },
};

const isResolving = Symbol('is being resolved');

/**
 * What dependencies bring that is never called, and that costs every start its reading: React's developer tools
 * (an optional package of Ink), undici's mocks and web sockets, zod's sentences in other languages.
 */
const withoutUnused: Plugin = {
  name: 'without-unused',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onResolve({ filter: /^\.\/lib\/(mock|web\/(websocket|eventsource))\// }, ({ path }) => ({
      path,
      namespace: 'unused',
    }));
    onResolve({ filter: /locales\/index\.js$/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** What Ink awaits for its developers alone, which only a module may at its top. */
const inkWithoutDevelopers: Plugin = {
  name: 'ink-without-developers',
  setup: ({ onLoad }) => {
    onLoad({ filter: /ink\/build\/reconciler\.js$/ }, ({ path }) => ({
      contents: edited(path, readFileSync(path, 'utf8'), [
        ["await import('./devtools.js')", 'undefined'],
        ['await loadPackageJson()', 'packageInfo'],
      ]),
    }));
  },
};

/** A module's text with each of these taken out for another; throws where a newer version has nothing like it any more. */
function edited(
  path: string,
  text: string,
  edits: readonly (readonly [what: string | RegExp, by: string])[],
): string {
  let next = text;
  for (const [what, by] of edits) {
    const before = next;
    next = next.replace(what, by);
    if (next === before) throw new Error(`${path} has changed: ${what} is not found in it`);
  }
  return next;
}

/**
 * Ink's layout engine reads its own WebAssembly, which stands in the bundle as text, through `fetch`: that alone loads
 * Node's copy of undici, 44 ms before the first frame. And it awaits it, which only a module may at its top. Here it
 * is compiled at once, by a hook that the engine has for that.
 */
const yogaAtOnce: Plugin = {
  name: 'yoga-at-once',
  setup: ({ onLoad }) => {
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => {
      let binary = '';
      const glue = readFileSync(path, 'utf8').replace(
        /"data:application\/octet-stream;base64,([^"]+)"/,
        (_, base64) => {
          binary = base64;
          return '""';
        },
      );
      if (binary === '') throw new Error(`${path} has changed: its WebAssembly is not found in it`);
      return { contents: `${glue}\nexport const binary = ${JSON.stringify(binary)};` };
    });
    onLoad({ filter: /yoga-layout\/dist\/src\/index\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const awaited = 'wrapAssembly(await loadYoga())';
      if (!text.includes(awaited)) throw new Error(`${path} has changed: it does not await its assembly`);
      return {
        contents: text
          .replace('import loadYoga from', 'import loadYoga, { binary } from')
          .replace(awaited, 'wrapAssembly(loaded())')
          .concat(loadedYoga),
      };
    });
  },
};

const loadedYoga = `
function loaded() {
  const yoga = {
    instantiateWasm: (imports, done) => {
      const bytes = Buffer.from(binary, 'base64');
      const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
      done(instance);
      return instance.exports;
    },
  };
  loadYoga(yoga);
  return yoga;
}`;

/**
 * Each package that measures text makes a segmenter when it is loaded, and the first of them takes Node milliseconds;
 * so does the expression for emoji, whose table is read when it is made. Most screens are measured without either:
 * they are made when they are used.
 */
const lateSegmenters: Plugin = {
  name: 'late-segmenters',
  setup: ({ onLoad }) => {
    onLoad(
      { filter: /node_modules\/(string-width|slice-ansi|wrap-ansi|@alcalzone\/ansi-tokenize|ink)\/.*\.js$/ },
      ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const edits = late.filter(([sign]) => text.includes(sign)).map(([, ...edit]) => edit);
        return { contents: edited(path, text, edits) };
      },
    );
  },
};

/** By what a module is known to have it, how each is made where it is used. */
const late = [
  [
    'Intl.Segmenter',
    /^const (\w+) = (new Intl\.Segmenter\(.*\));$/m,
    'let made; const $1 = { segment: (text) => (made ??= $2).segment(text) };',
  ],
  [
    'RGI_Emoji',
    /^const (\w+) = (\/.*\\p\{RGI_Emoji\}.*\/v);$/m,
    'let emoji; const $1 = { test: (text) => (emoji ??= $2).test(text) };',
  ],
] as const;

/** The engine for regular expressions brings tables of all of Unicode: it is loaded when one is first used. */
const lateExpressions: Plugin = {
  name: 'late-expressions',
  setup: ({ onLoad }) => {
    onLoad({ filter: /src[\\/]listing[\\/]regex\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: edited(path, readFileSync(path, 'utf8'), [
        [/^import \{ RE2JS \} from 're2js';$/m, "import type { RE2JS } from 're2js';"],
        [/\bRE2JS\./g, "require('re2js').RE2JS."],
      ]),
    }));
  },
};

/** Whole or not at all: a program that runs meanwhile keeps what it has read. */
function put(path: string, contents: Uint8Array | string, mode: number): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents, { mode });
  renameSync(temporary, path);
}

export const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new Error('package.json has no version');
};

/** What `fleetop --help` prints, from the same definition that parses the command line. */
function helpText(): string {
  let text = '';
  const program = createProgram({
    version: version(),
    helpWidth: 80,
    writeOut: (more) => {
      text += more;
    },
    createContext: () => {
      throw new Error('help runs no command');
    },
    onExitCode: () => {},
  });
  program.outputHelp();
  return text;
}

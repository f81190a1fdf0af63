import { readProgram } from './runtime/read-program.ts';
import { keepHeapSmall } from './runtime/small-heap.ts';

// What an old Node lacks must not be needed to tell that it is old: no imports of Node's modules, and no syntax that is
// newer than it. An import of node:fs alone would also take 5 ms of every `fleetop --version`.

declare const FLEETOP_VERSION: string;
declare const FLEETOP_HELP: string;
/** Of the program's text. */
declare const FLEETOP_BUILD: string;

const leastMajor = 22;
const leastMinor = 19;

function start(): void {
  const found = process.versions.node;
  const [major = 0, minor = 0] = found.split('.').map(Number);
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    process.stderr.write(`fleetop needs Node ${leastMajor}.${leastMinor} or newer; this is Node ${found}\n`);
    process.exitCode = 2;
    return;
  }
  const words = process.argv.slice(2);
  const word = words.length === 1 ? words[0] : undefined;
  if (word === '--version' || word === '-V') {
    say(`${FLEETOP_VERSION}\n`);
  } else if (word === '--help' || word === '-h' || word === 'help') {
    say(FLEETOP_HELP);
  } else {
    runProgram(words);
  }
}

/** As the commands do: who has read enough ends it quietly, and a full disk is told of. */
function say(text: string): void {
  // By itself the signal of a file that may grow no larger would end the process on the spot.
  process.on('SIGXFSZ', () => {});
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`fleetop: the output cannot be written (${code}): it is not complete\n`);
    process.exitCode = 1;
  });
  process.stdout.write(text);
}

type Main = typeof import('./main.ts').main;

/**
 * Runs the program with the code that an earlier run has compiled. Node's own cache holds what is compiled when a file
 * is loaded; this one holds every function that was called up to when it is kept, which saves half of a start.
 */
function runProgram(words: readonly string[]): void {
  keepHeapSmall();
  const { Script } = process.getBuiltinModule('node:vm');
  const { text, filename, url } = readProgram();
  const cache = cacheFile(words);
  const code = cache === null ? undefined : readIfThere(cache);
  const script = new Script(text, { filename, ...(code === undefined ? {} : { cachedData: code }) });
  let isKept = cache === null || (code !== undefined && script.cachedDataRejected !== true);
  const module = { exports: {} as { main: Main } };
  script.runInThisContext()(module, module.exports, process.getBuiltinModule, url);
  void module.exports.main(FLEETOP_VERSION, () => {
    if (!isKept && cache !== null) put(cache, script.createCachedData());
    isKept = true;
  });
}

/** Options of the whole program that take a value. */
const valued = /^--(config|provider|theme|timeout)$/;

/**
 * Where the code of this build is kept on this Node, the dashboard's beside the commands'; null where it cannot be.
 * Compiled code is code: it is read only from a folder that nobody else can write to.
 */
function cacheFile(words: readonly string[]): string | null {
  const { existsSync, lstatSync, mkdirSync } = process.getBuiltinModule('node:fs');
  const { isAbsolute, join } = process.getBuiltinModule('node:path');
  const base = process.env['XDG_CACHE_HOME'];
  const isCommand = words.some((word, at) => !/^-/.test(word) && !valued.test(words[at - 1] || ''));
  try {
    const home = process.getBuiltinModule('node:os').homedir();
    const caches = base && isAbsolute(base) ? base : join(home, '.cache');
    const folder = join(caches, 'fleetop');
    for (const path of [caches, folder]) if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
    const { mode, uid } = lstatSync(folder);
    const isOwn = process.getuid === undefined || uid === process.getuid();
    const { version, arch } = process;
    const name = [FLEETOP_BUILD, version, arch, isCommand ? 'command' : 'dashboard'].join('-');
    return isOwn && (mode & 0o022) === 0 ? join(folder, `${name}.code`) : null;
  } catch {
    // Without it the program only starts more slowly.
    return null;
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return process.getBuiltinModule('node:fs').readFileSync(path);
  } catch {
    return undefined;
  }
}

/** As long as another installation's code is left alone, ms. */
const keptMs = 30 * 86_400_000;

/** Whole or not at all. What builds of long ago have left goes. */
function put(path: string, code: Buffer): void {
  const { readdirSync, renameSync, statSync, unlinkSync, writeFileSync } =
    process.getBuiltinModule('node:fs');
  const { dirname, join } = process.getBuiltinModule('node:path');
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, code, { mode: 0o600 });
    renameSync(temporary, path);
    for (const name of readdirSync(dirname(path))) {
      const other = join(dirname(path), name);
      if (name.endsWith('.code') && Date.now() - statSync(other).mtimeMs > keptMs) unlinkSync(other);
    }
  } catch {
    // A full disk only makes the next start slower.
  }
}

start();

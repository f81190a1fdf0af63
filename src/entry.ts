// What an old Node lacks must not be needed to tell that it is old: no imports, and no syntax that is newer than it.
// An import of node:fs alone would also take 5 ms of every `fleetop --version`.

declare const FLEETOP_VERSION: string;
declare const FLEETOP_HELP: string;

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
  const word = process.argv.length === 3 ? process.argv[2] : undefined;
  if (word === '--version' || word === '-V') {
    process.stdout.write(`${FLEETOP_VERSION}\n`);
  } else if (word === '--help' || word === '-h' || word === 'help') {
    process.stdout.write(FLEETOP_HELP);
  } else {
    keepCompiledCode();
    import('./main.ts').then(({ main }) => main(FLEETOP_VERSION));
  }
}

/** Compiled code is code: it is read only from a folder that nobody else can write to. */
function keepCompiledCode(): void {
  const { existsSync, lstatSync, mkdirSync } = process.getBuiltinModule('node:fs');
  const { isAbsolute, join } = process.getBuiltinModule('node:path');
  const base = process.env['XDG_CACHE_HOME'];
  try {
    const home = process.getBuiltinModule('node:os').homedir();
    const caches = base && isAbsolute(base) ? base : join(home, '.cache');
    const folder = join(caches, 'fleetop');
    for (const path of [caches, folder]) if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
    const { mode, uid } = lstatSync(folder);
    const isOwn = process.getuid === undefined || uid === process.getuid();
    if (isOwn && (mode & 0o022) === 0) process.getBuiltinModule('node:module').enableCompileCache(folder);
  } catch {
    // Without it the program only starts more slowly.
  }
}

start();

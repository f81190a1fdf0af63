import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = `${root}dist/fleetop.js`;

if (isStale()) {
  process.stderr.write('fleetop: building dist/\n');
  const { build } = await import('./bundle.ts');
  await build();
}
process.argv[1] = entry;
await import(entry);

/** Whether dist/ is missing or older than what it is made of. */
function isStale(): boolean {
  if (!existsSync(entry) || !existsSync(`${root}dist/program.cjs`)) return true;
  const builtAt = Math.min(modifiedAt(entry), modifiedAt(`${root}dist/program.cjs`));
  const sources = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map(
      (name) => `${root}${folder}/${name}`,
    ),
  );
  return [...sources, `${root}package.json`].some((path) => modifiedAt(path) > builtAt);
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

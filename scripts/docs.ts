import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manPage } from './docs/man-page.ts';
import { replaceTables } from './docs/replace-tables.ts';
import { tables } from './docs/tables.ts';

// Writes what the code knows best: the tables of README.md and docs/, each between its two markers, and the man page.
// With --check it writes nothing, and fails where one differs. A folder as the last word is taken for the checkout.

const [folder = fileURLToPath(new URL('..', import.meta.url))] = process.argv
  .slice(2)
  .filter((word) => !word.startsWith('--'));
const isCheck = process.argv.includes('--check');
const pages = [
  'README.md',
  ...readdirSync(`${folder}/docs`).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

const placed = new Set<string>();
for (const page of pages) {
  const present = readFileSync(`${folder}/${page}`, 'utf8');
  const written = await replaceTables(present, page, tables);
  for (const name of written.names) placed.add(name);
  settle(page, present, written.text);
}
for (const name of Object.keys(tables)) if (!placed.has(name)) complain(`no page has a place for "${name}"`);
settle('man/fleetop.1', readIfThere('man/fleetop.1'), manPage());

function settle(path: string, present: string, wanted: string): void {
  if (present === wanted) return;
  if (isCheck) complain(`${path} differs from the code: run npm run docs`);
  else {
    mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
    writeFileSync(`${folder}/${path}`, wanted);
  }
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(`${folder}/${path}`, 'utf8');
  } catch {
    return '';
  }
}

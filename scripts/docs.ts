import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { capabilityTable } from './docs/capability-table.ts';
import { keyTable } from './docs/key-table.ts';
import { memberTable } from './docs/member-table.ts';
import { providerTable } from './docs/provider-table.ts';

// Writes the tables of README.md that the code knows best, each between its two markers. With --check it writes nothing
// and fails when one differs.

const path = fileURLToPath(new URL('../README.md', import.meta.url));
const tables: Readonly<Record<string, string>> = {
  keys: keyTable(),
  providers: providerTable(),
  capabilities: await capabilityTable(),
  members: memberTable(),
};

const present = readFileSync(path, 'utf8');
const wanted = Object.entries(tables).reduce((text, [name, table]) => replaced(text, name, table), present);
if (!process.argv.includes('--check')) writeFileSync(path, wanted);
else if (wanted !== present) {
  process.stderr.write('README.md differs from the code: run npm run docs\n');
  process.exitCode = 1;
}

function replaced(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name}: written by npm run docs -->\n`, `<!-- end of ${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`README.md has no place for the table "${name}"`);
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
}

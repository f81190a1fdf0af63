import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The checkout, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every hand-written page, by its path from the checkout, with its text. */
export const pages: ReadonlyMap<string, string> = new Map(
  [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    ...readdirSync(`${root}docs`).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ].map((path) => [path, readFileSync(root + path, 'utf8')]),
);

/** The text of one of them. */
export function page(path: string): string {
  const text = pages.get(path);
  if (text === undefined) throw new Error(`there is no ${path}`);
  return text;
}

/** What `npm run docs -- --check` says of a checkout: its exit status, and what it complains of. */
export const checkDocs = (
  folder: string = root,
): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [`${root}scripts/docs.ts`, '--check', folder],
      (_error, _stdout, stderr) => resolve({ code: child.exitCode, said: stderr }),
    );
  });

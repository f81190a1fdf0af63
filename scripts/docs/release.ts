import { readFileSync } from 'node:fs';
import { z } from 'zod';

const root = new URL('../../', import.meta.url);

const heading = /^## \[(?<version>\d+\.\d+\.\d+)\] - (?<date>\d{4}-\d{2}-\d{2})$/m;

/** The package's version, and the day that CHANGELOG.md gives for its newest release; throws where the two differ. */
export function release(): { readonly version: string; readonly date: string } {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));
  const newest = heading.exec(readFileSync(new URL('CHANGELOG.md', root), 'utf8'))?.groups;
  if (newest?.['version'] !== version)
    throw new Error(`package.json has version ${version}, CHANGELOG.md ${newest?.['version'] ?? 'none'}`);
  return { version, date: newest['date'] ?? '' };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainText } from '../model/text.ts';
import { prepareStateFolder } from './state-folder.ts';

export type CrashReport = {
  readonly version: string;
  /** Epoch ms. */
  readonly at: number;
  /** The command line behind the program's name. */
  readonly words: readonly string[];
  readonly error: unknown;
  /** Takes the secrets out. */
  readonly redact: (text: string) => string;
};

/**
 * Writes `crash-TIME-PID.txt` into the state folder, for its owner only: version, system, command, error with its causes.
 * Gives its path, or null where it cannot be written.
 */
export function writeCrashReport(folder: string, report: CrashReport): string | null {
  try {
    if (prepareStateFolder(folder) !== null) return null;
    const time = new Date(report.at).toISOString();
    const path = join(folder, `crash-${time.replaceAll(/[:.]/g, '-')}-${process.pid}.txt`);
    const text = linesOf(report, time)
      .map((line) => plainText(report.redact(line)))
      .join('\n');
    writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return path;
  } catch {
    // Out of file handles even the memory cannot be asked for; a report that fails must not hide what it tells.
    return null;
  }
}

const linesOf = ({ version, words, error }: CrashReport, time: string): readonly string[] => [
  `fleetop ${version} failed at ${time}`,
  `node ${process.versions.node} on ${process.platform} ${process.arch}`,
  `command: ${['fleetop', ...words.map(withoutValue)].join(' ')}`,
  `up for ${Math.round(process.uptime())} s, ${Math.round(process.memoryUsage.rss() / 1024 / 1024)} MiB`,
  `open: ${openResources()}`,
  '',
  ...errorLines(error),
];

/** `--set password=…`: what is behind the equals sign may be anything. */
const withoutValue = (word: string): string => word.replace(/=.*/s, '=***');

function openResources(): string {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

const mostCauses = 8;

function errorLines(error: unknown): readonly string[] {
  const lines: string[] = [];
  for (let cause = error, depth = 0; cause !== undefined && depth < mostCauses; depth += 1) {
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    lines.push(...`${depth === 0 ? '' : 'because of '}${text}`.split('\n'));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return lines;
}

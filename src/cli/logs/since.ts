import { parseDuration } from '../../config/duration.ts';
import { UsageError } from '../usage-error.ts';

const isoPattern = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** The time, epoch ms, that `--since` names: ISO 8601 (without a zone local) or an age. Throws a {@link UsageError}. */
export function readSince(text: string, now: number): number {
  const age = parseDuration(text);
  if (age !== null) return now - age;
  const at = isoPattern.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
  if (Number.isNaN(at))
    throw new UsageError(
      `--since: "${text}" is no time: write ISO 8601, or an age such as 90s, 15m, 2h or 3d`,
    );
  return at;
}

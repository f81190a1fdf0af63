import { readMoment } from '../../logs/moment.ts';
import { UsageError } from '../usage-error.ts';

/** The time, epoch ms, that `--since` names: ISO 8601 (without a zone local), an age or a time of day. Throws a {@link UsageError}. */
export function readSince(text: string, now: number): number {
  const at = readMoment(text, now);
  if (at === null)
    throw new UsageError(
      `--since: "${text}" is no time: write ISO 8601, or an age such as 90s, 15m, 2h or 3d`,
    );
  return at;
}

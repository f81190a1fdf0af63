import type { Metrics } from '../model/metrics.ts';

/** Bytes a second between the two newest readings; null where a counter was not given, or began anew. */
export type ByteRates = {
  readonly diskRead: number | null;
  readonly diskWrite: number | null;
  readonly networkIn: number | null;
  readonly networkOut: number | null;
};

/** Over a longer time than this an average says nothing of now. */
const longestMs = 5 * 60_000;
/** A start that seems to move by less is the clocks', or the reply's way. */
const bootSlackMs = 30_000;

/** What went on between two readings; null when there is no telling: the machine began anew, or it is too long ago. */
export function ratesBetween(before: Metrics, after: Metrics): ByteRates | null {
  const ms = after.observedAt - before.observedAt;
  // Two ways to count do not begin at the same.
  if (before.source !== after.source) return null;
  if (ms <= 0 || ms > longestMs || hasRebooted(before, after)) return null;
  const rate = (counter: Counter): number | null => {
    const [from, to] = [before[counter], after[counter]];
    return from === null || to === null || hasFallen(from, to) ? null : ((to - from) / ms) * 1_000;
  };
  return {
    diskRead: rate('diskReadBytes'),
    diskWrite: rate('diskWriteBytes'),
    networkIn: rate('networkInBytes'),
    networkOut: rate('networkOutBytes'),
  };
}

/**
 * True when the machine was started between two readings: its uptime fell, or its start moved forward while a counter
 * fell (it may have been up for longer than before when it is seen again).
 */
export function hasRebooted(before: Metrics, after: Metrics): boolean {
  if (before.source !== after.source) return false;
  if (before.uptimeSeconds === null || after.uptimeSeconds === null) return false;
  if (after.uptimeSeconds < before.uptimeSeconds) return true;
  const moved = (bootedAt(after) ?? 0) - (bootedAt(before) ?? 0);
  return moved > bootSlackMs && counters.some((counter) => hasFallen(before[counter], after[counter]));
}

const hasFallen = (from: number | null, to: number | null): boolean =>
  from !== null && to !== null && to < from;

/** Epoch ms of the start that the uptime tells; null where it is not given. */
export const bootedAt = ({ observedAt, uptimeSeconds }: Metrics): number | null =>
  uptimeSeconds === null ? null : observedAt - uptimeSeconds * 1_000;

type Counter = 'diskReadBytes' | 'diskWriteBytes' | 'networkInBytes' | 'networkOutBytes';

const counters: readonly Counter[] = ['diskReadBytes', 'diskWriteBytes', 'networkInBytes', 'networkOutBytes'];

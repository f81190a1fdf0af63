import type { RunwayVerdict } from '../billing/runway.ts';
import { type StatusTone, statusTone, toneSymbol } from '../format/status.ts';
import type { App } from '../model/app.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import type { Server } from '../model/server.ts';
import { defaultThresholds, type Thresholds } from '../model/thresholds.ts';
import type { Token } from './theme/style.ts';

/** A load is worth a look from this share of its threshold on. */
const middleShare = 0.78;

/** From the threshold on, in percent, a load is trouble. */
export const loadToken = (percent: number | null, threshold: number = defaultThresholds.cpu): Token => {
  if (percent === null) return 'muted';
  if (percent >= threshold) return 'load.high';
  return percent >= threshold * middleShare ? 'load.middle' : 'load.low';
};

/** Metrics older than this say little of now. */
export const staleAfterMs = 60_000;

/** `now` is epoch ms. */
export const serverToken =
  (thresholds: Thresholds) =>
  (columnId: string, { status, metrics }: Server, now: number): Token => {
    const isStale = metrics !== null && now - metrics.observedAt > staleAfterMs;
    switch (columnId) {
      case 'status':
        return `status.${statusTone(status)}`;
      case 'cpu':
        return isStale ? 'stale' : loadToken(metrics?.cpuPercent ?? null, thresholds.cpu);
      case 'memory':
        return isStale ? 'stale' : loadToken(metrics?.memoryPercent ?? null, thresholds.memory);
      case 'read':
        return isStale ? 'stale' : 'muted';
      case 'billed':
        return 'warning';
      default:
        return textColumns.has(columnId) ? 'text' : 'muted';
    }
  };

const textColumns: ReadonlySet<string> = new Set(['name', 'address', 'month']);

/** How a runway is to be looked at. */
export const verdictToken = (verdict: RunwayVerdict): Token => {
  switch (verdict) {
    case 'ended':
      return 'error';
    case 'short':
      return 'warning';
    case 'refilled':
    case 'enough':
      return 'status.good';
    case 'idle':
    case 'unknown':
      return 'muted';
  }
};

export const appToken = (columnId: string, app: App): Token => {
  if (columnId === 'status') return `status.${statusTone(app.status)}`;
  return columnId === 'name' || columnId === 'domain' ? 'text' : 'muted';
};

/** How an action stands, as a tone. */
export const phaseTone = (phase: ActionRecord['phase']): StatusTone => {
  switch (phase) {
    case 'waiting':
    case 'accepted':
      return 'off';
    case 'sending':
    case 'following':
      return 'busy';
    case 'done':
      return 'good';
    case 'failed':
      return 'bad';
    case 'unknown':
      return 'unsure';
  }
};

export const phaseToken = (phase: ActionRecord['phase']): Token => `status.${phaseTone(phase)}`;

export const phaseSymbol = (phase: ActionRecord['phase']): string => toneSymbol(phaseTone(phase));

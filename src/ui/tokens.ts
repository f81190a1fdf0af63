import { statusTone } from '../format/status.ts';
import type { App } from '../model/app.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import type { Server } from '../model/server.ts';
import type { Token } from './theme/style.ts';

/** From this many percent on a load is worth a look, and from the second on it is trouble. */
const loadSteps = { middle: 70, high: 90 } as const;

export const loadToken = (percent: number | null): Token => {
  if (percent === null) return 'muted';
  if (percent >= loadSteps.high) return 'load.high';
  return percent >= loadSteps.middle ? 'load.middle' : 'load.low';
};

/** Metrics older than this say little of now. */
export const staleAfterMs = 60_000;

/** `now` is epoch ms. */
export const serverToken = (columnId: string, { status, metrics }: Server, now: number): Token => {
  const isStale = metrics !== null && now - metrics.observedAt > staleAfterMs;
  switch (columnId) {
    case 'status':
      return `status.${statusTone(status)}`;
    case 'cpu':
      return isStale ? 'stale' : loadToken(metrics?.cpuPercent ?? null);
    case 'memory':
      return isStale ? 'stale' : loadToken(metrics?.memoryPercent ?? null);
    case 'read':
      return isStale ? 'stale' : 'muted';
    default:
      return columnId === 'name' || columnId === 'address' ? 'text' : 'muted';
  }
};

export const appToken = (columnId: string, app: App): Token => {
  if (columnId === 'status') return `status.${statusTone(app.status)}`;
  return columnId === 'name' || columnId === 'domain' ? 'text' : 'muted';
};

export const phaseToken = (phase: ActionRecord['phase']): Token => {
  switch (phase) {
    case 'sending':
    case 'following':
      return 'status.busy';
    case 'done':
      return 'status.good';
    case 'failed':
      return 'status.bad';
    case 'unknown':
      return 'status.unsure';
  }
};

export const phaseSymbol = (phase: ActionRecord['phase']): string => {
  switch (phase) {
    case 'sending':
    case 'following':
      return '◐';
    case 'done':
      return '●';
    case 'failed':
      return '✖';
    case 'unknown':
      return '?';
  }
};

import type { RunwayVerdict } from '../billing/runway.ts';
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

export const serverToken = (columnId: string, server: Server): Token => {
  switch (columnId) {
    case 'status':
      return `status.${statusTone(server.status)}`;
    case 'cpu':
      return loadToken(server.metrics?.cpuPercent ?? null);
    case 'memory':
      return loadToken(server.metrics?.memoryPercent ?? null);
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

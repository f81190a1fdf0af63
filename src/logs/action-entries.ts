import type { ActionRecord } from '../model/fleet-event.ts';
import type { LogEntry } from '../model/log-line.ts';

/** What fleetop did to a resource, as rows of its timeline: when it began, and how it ended. */
export function actionEntries({
  ref,
  verb,
  startedAt,
  endedAt,
  phase,
  message,
}: ActionRecord): readonly LogEntry[] {
  if (ref === null || phase === 'waiting') return [];
  const row = (at: number, line: string): LogEntry => ({
    at,
    orderAt: at,
    line,
    deploymentId: null,
    source: null,
    ref,
    kind: 'event',
  });
  const began = row(startedAt, `fleetop: ${verb} begun`);
  if (endedAt === null) return [began];
  const outcome = told.has(phase) ? phase : 'not known how it ended';
  return [began, row(Math.max(startedAt, endedAt), `fleetop: ${verb} ${outcome}: ${message}`)];
}

const told: ReadonlySet<ActionRecord['phase']> = new Set(['accepted', 'done', 'failed']);

import type { StreamReply } from '../http/reply.ts';
import { hash } from '../random.ts';
import { runtimeLines } from '../runtime-log.ts';
import { settlesAt } from '../schedule.ts';
import { hour, iso, minute } from '../time.ts';
import { type App, appStatus, type Deployment, deploymentStatus, finishedAt, newestOf } from './app-state.ts';

/** How much of what a running app printed is told to a client that connects. */
const historyMs = 3 * minute;

/**
 * The stream behind `GET /apps/:id/logs`. A deployment chosen by id is told to its end, then `done`. Without one
 * the newest is told: one under way, failed or stopped ends with `done`; that of a running app goes on with what
 * the app prints, until a new deployment begins, whose end then ends the stream.
 */
export const appLog = (app: App, chosen: Deployment | null, opened: number): StreamReply['next'] => {
  let current = chosen ?? newestOf(app) ?? null;
  let sent = 0;
  let wasUnderWay = current !== null && opened < finishedAt(current);
  let printedUntil: number | null = null;
  const seed = hash(app.id, 'runtime');

  return (now) => {
    const newest = newestOf(app) ?? null;
    if (chosen === null && newest !== current) {
      current = newest;
      sent = 0;
      wasUnderWay = true;
    }
    if (current === null) return { text: done('idle'), isOver: true };

    let text = '';
    for (const { afterMs, line } of current.lines.slice(sent)) {
      const at = current.startedAt + afterMs;
      if (at > now) break;
      text += data({ line, ts: iso(at) });
      sent += 1;
    }
    if (now < finishedAt(current)) return { text, isOver: false };
    if (chosen !== null || wasUnderWay)
      return { text: text + done(deploymentStatus(current, now)), isOver: true };

    const status = appStatus(app, now);
    const isStopped = status === 'stopped';
    const until = isStopped ? Math.min(now, stoppedAt(app)) : now;
    // A clock that jumped, or a reader that slept, is not told days of lines.
    const from = Math.max(printedUntil ?? Math.max(finishedAt(current), until - historyMs), until - hour);
    for (const { at, line } of status === 'failed' ? [] : runtimeLines(seed, from, until)) {
      text += data({ line, ts: iso(at) });
    }
    printedUntil = Math.max(from, until);
    const isOver = isStopped || status === 'failed';
    return { text: isOver ? text + done(status) : text, isOver };
  };
};

const stoppedAt = (app: App): number => {
  const at = settlesAt(app.power);
  return Number.isFinite(at) ? at : app.poweredAt;
};

const data = (payload: unknown): string => `data: ${JSON.stringify(payload)}\n\n`;
const done = (status: string): string => data({ type: 'done', status });

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogEntry, TimelineEvent } from '../model/log-line.ts';
import type { Problem } from '../model/problem.ts';
import { createLogRing, type LogLimits, type LogRing } from './log-ring.ts';

export type LogPhase = 'connecting' | 'following' | 'ended' | 'failed';

/** One log of those that are followed. */
export type LogSource = {
  /** The server's or app's reference. */
  readonly ref: string;
  /** The deployment that was chosen; null: the newest. */
  readonly deploymentId: string | null;
  readonly phase: LogPhase;
  /** The deployment's end state in the provider's word, where the stream said. */
  readonly endStatus: string | null;
  readonly problem: Problem | null;
  /** Lines ever received, whether they are still kept or not. */
  readonly received: number;
};

/** The logs that are being followed, as one timeline. The rows themselves are in `ring`; `version` moves when they do. */
export type LogState = {
  /** In the order they were chosen in; empty when none is followed. */
  readonly sources: readonly LogSource[];
  readonly ring: LogRing;
  readonly version: number;
};

export type LogStore = StoreApi<LogState>;

export const createLogStore = (limits?: LogLimits): LogStore =>
  createStore<LogState>(() => ({ sources: [], ring: createLogRing(limits), version: 0 }));

export type LogChoice = Pick<LogSource, 'ref' | 'deploymentId'>;

/** Empties the timeline for other logs, or for none. */
export function openLogs(store: LogStore, choices: readonly LogChoice[]): void {
  const { ring, version } = store.getState();
  ring.clear();
  store.setState({
    sources: choices.map(({ ref, deploymentId }) => ({
      ref,
      deploymentId,
      phase: 'connecting',
      endStatus: null,
      problem: null,
      received: 0,
    })),
    version: version + 1,
  });
}

/** Empties what is shown; what was received so far stays counted, and the logs are followed on. */
export function clearLogs(store: LogStore): void {
  store.getState().ring.clear();
  touchLogs(store);
}

/** Whoever draws the timeline draws it anew: what is found in it has changed. */
export const touchLogs = (store: LogStore): void =>
  store.setState(({ version }) => ({ version: version + 1 }));

/** Takes up what the streams told, in one store write however many events there were. */
export function appendLogs(store: LogStore, events: readonly TimelineEvent[]): void {
  if (events.length === 0) return;
  const { ring, version, sources } = store.getState();
  const changed = new Map(sources.map((source) => [source.ref, source]));
  const change = (ref: string, next: (source: LogSource) => Partial<LogSource>) => {
    const source = changed.get(ref);
    if (source !== undefined) changed.set(ref, { ...source, ...next(source) });
  };
  for (const event of events) {
    switch (event.type) {
      case 'entries':
        ring.insert(event.entries);
        for (const [ref, lines] of linesByRef(event.entries))
          change(ref, ({ received }) => ({ received: received + lines, phase: 'following' }));
        break;
      case 'ended':
        if (event.row !== null) ring.insert([event.row]);
        change(event.ref, () => ({ phase: 'ended', endStatus: event.status }));
        break;
      case 'failed':
        change(event.ref, () => ({ phase: 'failed', problem: event.problem }));
        break;
    }
  }
  store.setState({ sources: [...changed.values()], version: version + 1 });
}

function linesByRef(entries: readonly LogEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ref, kind } of entries) if (kind === 'line') counts.set(ref, (counts.get(ref) ?? 0) + 1);
  return counts;
}

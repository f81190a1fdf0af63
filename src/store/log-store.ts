import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogEvent, LogLine } from '../model/log-line.ts';
import type { Problem } from '../model/problem.ts';
import { createLogRing, type LogRing } from './log-ring.ts';

export type LogPhase = 'none' | 'connecting' | 'following' | 'ended' | 'failed';

/** The log that is being followed. The lines themselves are in `ring`; `version` moves when they do. */
export type LogState = {
  /** The app's reference; null when none is followed. */
  readonly ref: string | null;
  readonly phase: LogPhase;
  /** The deployment's end state in the provider's word, where the stream said. */
  readonly endStatus: string | null;
  readonly problem: Problem | null;
  readonly ring: LogRing;
  readonly version: number;
};

export type LogStore = StoreApi<LogState>;

export const createLogStore = (): LogStore =>
  createStore<LogState>(() => ({
    ref: null,
    phase: 'none',
    endStatus: null,
    problem: null,
    ring: createLogRing(),
    version: 0,
  }));

/** Empties the log for another app, or for none. */
export function openLog(store: LogStore, ref: string | null): void {
  const { ring, version } = store.getState();
  ring.clear();
  store.setState({
    ref,
    phase: ref === null ? 'none' : 'connecting',
    endStatus: null,
    problem: null,
    version: version + 1,
  });
}

const gap: LogLine = { at: null, line: '— lines may be missing here —', deploymentId: null, source: null };

/** Takes up what a stream told, in one store write however many events there were. */
export function appendLog(store: LogStore, events: readonly LogEvent[]): void {
  const state = store.getState();
  let { phase, endStatus } = state;
  for (const event of events) {
    switch (event.type) {
      case 'lines':
        state.ring.push(event.lines);
        phase = 'following';
        break;
      case 'gap':
        state.ring.push([gap]);
        break;
      case 'done':
        phase = 'ended';
        endStatus = event.status;
        break;
    }
  }
  store.setState({ phase, endStatus, version: state.version + 1 });
}

export const failLog = (store: LogStore, problem: Problem): void =>
  store.setState({ phase: 'failed', problem });

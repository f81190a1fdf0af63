import { faultWords, type ProbeState } from '../model/probe-state.ts';
import type { Server } from '../model/server.ts';
import type { Column } from './column.ts';

/** The columns of servers that are sampled over ssh: where a session failed, that stands in place of who is logged in. */
export const probedColumns = (
  columns: readonly Column<Server>[],
  stateOf: (ref: string) => ProbeState | undefined,
): readonly Column<Server>[] =>
  columns.map((column) =>
    column.id === 'sessions'
      ? { ...column, text: (server, now) => cellOf(stateOf(server.ref), column.text(server, now)) }
      : column,
  );

function cellOf(state: ProbeState | undefined, count: string): string {
  switch (state?.phase) {
    case undefined:
      return '–';
    case 'waiting':
    case 'connecting':
      return '…';
    case 'connected':
      return count;
    case 'left-out':
      return 'not read';
    case 'failed':
      return faultWords[state.fault.kind];
  }
}

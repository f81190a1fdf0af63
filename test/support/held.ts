import { getEventListeners } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ownTurn } from '../../src/runtime/slices.ts';

/** What this process holds at one moment, after all that nobody refers to any more was collected. */
export type Held = {
  readonly timers: number;
  readonly sockets: number;
  /** Other handles that keep it alive, by what it tells of itself. */
  readonly others: number;
  /** Open files, pipes and sockets as the system counts them; 0 where it has no /proc. */
  readonly files: number;
  readonly listeners: number;
  /** Of the heap, bytes. */
  readonly heap: number;
};

export type Surroundings = {
  readonly emitters: readonly NodeJS.EventEmitter[];
  readonly signals: readonly AbortSignal[];
};

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const ownFiles = '/proc/self/fd';

const listenersOf = (emitter: NodeJS.EventEmitter): number =>
  emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);

/**
 * Counts, when what is on its way has arrived: replies that are still to be read have their turns, and what waits to be
 * finalized is done in turns of the event loop.
 */
export async function heldNow(
  { emitters, signals }: Surroundings = { emitters: [], signals: [] },
): Promise<Held> {
  for (let turn = 0; turn < 5; turn += 1) {
    await ownTurn();
    collect();
  }
  const kinds = process.getActiveResourcesInfo();
  const count = (pattern: RegExp) => kinds.filter((kind) => pattern.test(kind)).length;
  return {
    timers: count(/Timeout|Immediate/),
    sockets: count(/TCP|TLS|Pipe/),
    others: count(/^(?!.*(Timeout|Immediate|TCP|TLS|Pipe))/),
    files: existsSync(ownFiles) ? readdirSync(ownFiles).length : 0,
    listeners:
      [process, process.stdin, process.stdout, process.stderr, ...emitters].reduce(
        (sum, emitter) => sum + listenersOf(emitter),
        0,
      ) + signals.reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0),
    heap: process.memoryUsage().heapUsed,
  };
}

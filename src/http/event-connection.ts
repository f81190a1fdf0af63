import { EventSource } from 'eventsource';
import { type Problem, problem } from '../model/problem.ts';
import type { Clock, Fetch } from '../runtime/deps.ts';
import { type EventSourceAddress, openEventStream } from './open-event-stream.ts';

/** How one connection ended. */
export type ConnectionEnd =
  /** No stream of events came, or one we cannot read. */
  | { readonly type: 'refused'; readonly problem: Problem }
  /** The stream broke off. */
  | { readonly type: 'broken' }
  /** The server ended the stream in good order. */
  | { readonly type: 'closed' }
  /** The reader had what it wanted, or the caller aborted. */
  | { readonly type: 'finished' };

/** A line of a log is far shorter: a longer message is a fault or an attack. */
export const maxMessageCharacters = 4 * 1024 * 1024;

/**
 * Opens one stream of Server-Sent Events and reads it to its end. `onMessage` gets each message's data and answers
 * whether it wants more. When this resolves nothing of it is left: no socket, no timer, no listener.
 */
export async function readEventConnection(
  address: EventSourceAddress,
  onMessage: (data: string) => 'more' | 'end',
  deps: { readonly fetch: Fetch; readonly clock: Pick<Clock, 'now'> },
  signal: AbortSignal,
): Promise<ConnectionEnd> {
  if (signal.aborted) return { type: 'finished' };
  let refusal: ConnectionEnd | null = null;
  const source = new EventSource(address.url, {
    maxBufferSize: maxMessageCharacters,
    fetch: async (_url, init) => {
      const opened = await openEventStream(address, deps, init.headers, init.signal);
      if (opened.type === 'stream') return opened.response;
      refusal = opened.type === 'nothing' ? { type: 'closed' } : opened;
      throw new Error('no stream of events');
    },
  });
  let finish = () => {};
  const end = await new Promise<ConnectionEnd>((resolve) => {
    finish = () => {
      source.close();
      resolve({ type: 'finished' });
    };
    source.onmessage = ({ data }: { readonly data: unknown }) => {
      if (typeof data === 'string' && onMessage(data) === 'end') finish();
    };
    source.onerror = ({ message }) => {
      const isTooLong = refusal === null && source.readyState === source.CLOSED;
      if (isTooLong) refusal = { type: 'refused', problem: tooLong(address.provider) };
      resolve(refusal ?? { type: message === undefined ? 'closed' : 'broken' });
    };
    signal.addEventListener('abort', finish, { once: true });
  });
  signal.removeEventListener('abort', finish);
  source.onmessage = null;
  source.onerror = null;
  // Not earlier: having told of an error, the package still sets its own timer for opening again.
  source.close();
  return end;
}

const tooLong = (provider: string): Problem =>
  problem('protocol', 'sent a message too long for a log', { provider, status: 200 });

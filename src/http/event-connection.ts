import { ReadableStream } from 'node:stream/web';
import { EventSource } from 'eventsource';
import type { Response } from 'undici';
import type { Problem } from '../model/problem.ts';
import type { Clock, Fetch } from '../runtime/deps.ts';
import { capMessages } from './cap-messages.ts';
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

/** A line of a log is far shorter: a longer message is a fault or an attack, and is cut. */
export const maxMessageBytes = 16 * 1024 * 1024;

export type ConnectionHandlers = {
  /** The server has begun to answer with a stream. */
  readonly onOpen?: () => void;
  readonly onMessage: (data: string, isCut: boolean) => 'more' | 'end';
  /** Told before each message of the newest id the server gave, '' where it gave none. */
  readonly onId?: (id: string) => void;
};

/**
 * Opens one stream of Server-Sent Events and reads it to its end. `onMessage` gets each message's data, and whether
 * its end is missing because it was too long, and answers whether it wants more. `lastId`, where there is one, tells
 * the server behind which message to go on. When this resolves nothing of it is left: no socket, no timer, no listener.
 */
export async function readEventConnection(
  address: EventSourceAddress,
  { onOpen, onMessage, onId }: ConnectionHandlers,
  deps: { readonly fetch: Fetch; readonly clock: Pick<Clock, 'now'> },
  signal: AbortSignal,
  lastId = '',
): Promise<ConnectionEnd> {
  if (signal.aborted) return { type: 'finished' };
  let refusal: ConnectionEnd | null = null;
  let isCut = () => false;
  let redact = (text: string) => text;
  const source = new NamelessEventSource(address.url, {
    // What is behind the cap never comes to it: the text under way, and its last line again.
    maxBufferSize: 2 * maxMessageBytes,
    fetch: async (_url, init) => {
      const headers = lastId === '' ? init.headers : { ...init.headers, 'last-event-id': lastId };
      const opened = await openEventStream(address, deps, headers, init.signal);
      if (opened.type === 'stream') {
        const capped = capMessages(opened.response.body, maxMessageBytes);
        isCut = capped.isCut;
        redact = opened.redact;
        onOpen?.();
        return streamOf(opened.response, withLastEnd(capped.chunks));
      }
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
    source.onData = (data, id) => {
      onId?.(id);
      if (onMessage(redact(data), isCut()) === 'end') finish();
    };
    source.onerror = ({ message }) => {
      resolve(refusal ?? { type: message === undefined ? 'closed' : 'broken' });
    };
    signal.addEventListener('abort', finish, { once: true });
  });
  signal.removeEventListener('abort', finish);
  source.onData = null;
  source.onerror = null;
  // Not earlier: having told of an error, the package still sets its own timer for opening again.
  source.close();
  return end;
}

/**
 * Messages by whatever name the server sends them under: one that is named `error` would pass for the loss of the
 * stream, and any other unknown name would be heard by nobody.
 */
class NamelessEventSource extends EventSource {
  onData: ((data: string, id: string) => void) | null = null;

  override dispatchEvent(event: Event): boolean {
    if (!(event instanceof MessageEvent)) return super.dispatchEvent(event);
    if (typeof event.data === 'string') this.onData?.(event.data, event.lastEventId);
    return true;
  }
}

/** A server that ends its stream in good order has sent its last message, though the blank line behind it may be missing. */
async function* withLastEnd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
  yield Buffer.from('\n\n');
}

/** A reply with other chunks for a body. */
const streamOf = ({ url, status, redirected, headers }: Response, chunks: AsyncIterable<Uint8Array>) => ({
  url,
  status,
  redirected,
  headers,
  body: ReadableStream.from(chunks),
});

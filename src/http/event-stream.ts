import { fail, type Result, succeed } from '../model/result.ts';
import type { Deps } from '../runtime/deps.ts';
import { backoffMs } from './backoff.ts';
import { readEventConnection } from './event-connection.ts';
import type { EventSourceAddress } from './open-event-stream.ts';

export type EventStreamSettings = EventSourceAddress & {
  /** Takes one request's place in the key's budget; false when the signal aborted first. */
  readonly spend: (signal: AbortSignal) => Promise<boolean>;
  /** Told of a 401, so that a changed key is read again. */
  readonly onRejectedKey: () => void;
};

export type EventHandlers = {
  /** Told of each connection that the server begins to answer with a stream. */
  readonly onOpen?: () => void;
  /**
   * The data of one message, as sent: not yet plain text. `isCut`: it was longer than `maxMessageBytes`, and its end
   * is missing. `end` closes the stream for good.
   */
  readonly onMessage: (data: string, isCut: boolean) => 'more' | 'end';
  /** The server ended the stream in good order: is it over, or to be opened again? */
  readonly onClosed: () => 'more' | 'end';
  /**
   * The stream is opened again, and messages in between may be lost: it broke off, or (`isBroken` false) the server had
   * ended it in good order.
   */
  readonly onGap: (isBroken: boolean) => void;
};

/** As often as a GET is tried. Once a stream has been open, its loss is a disturbance that may take its time. */
const attemptsToOpen = 3;
/** A caller who has seen nothing yet would rather hear of a longer wait than sit through it. */
const longestFirstWaitMs = 8_000;
/** A connection that held for this long was a good one: the next break is a new story. */
const steadyMs = 5_000;

/** An id that can be sent back as it is; '' is one that was taken back. */
const fitsHeader = /^[\x21-\x7e]{0,1024}$/;

/**
 * Follows a stream of Server-Sent Events until a handler says it is over or the signal aborts; both are a success.
 * A broken stream is opened again with growing waits, each time for one place of the budget and behind the last
 * message's id (https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header). What the provider
 * refuses for good (any 4xx but 429, a redirect, no stream of events) ends it with that Problem.
 */
export async function followEvents(
  settings: EventStreamSettings,
  handlers: EventHandlers,
  deps: Deps,
  signal: AbortSignal,
): Promise<Result<void>> {
  const { clock, random } = deps;
  let wasOpen = false;
  let lastId = '';
  const onId = (id: string) => {
    if (fitsHeader.test(id)) lastId = id;
  };
  for (let attempt = 1; ; attempt += 1) {
    if (!(await settings.spend(signal))) return succeed(undefined);
    const startedAt = clock.elapsed();
    const end = await readEventConnection(settings, { ...handlers, onId }, deps, signal, lastId);
    if (signal.aborted || end.type === 'finished') return succeed(undefined);
    let retryAt: number | null = null;
    if (end.type === 'refused') {
      const { status, retryable } = end.problem;
      if (status === 401) settings.onRejectedKey();
      if (!retryable || (!wasOpen && attempt === attemptsToOpen)) return fail(end.problem);
      retryAt = end.problem.retryAt;
    } else {
      if (end.type === 'closed' && handlers.onClosed() === 'end') return succeed(undefined);
      handlers.onGap(end.type === 'broken');
      wasOpen = true;
      if (clock.elapsed() - startedAt >= steadyMs) attempt = 1;
    }
    const wait = Math.max(backoffMs(attempt, random), (retryAt ?? 0) - clock.now());
    if (end.type === 'refused' && !wasOpen && wait > longestFirstWaitMs) return fail(end.problem);
    await clock.sleep(wait, signal);
    if (signal.aborted) return succeed(undefined);
  }
}

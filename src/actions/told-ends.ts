import type { ActionRequest } from '../model/action.ts';
import type { WebhookEvent } from '../model/webhook.ts';

/** How something that was created came to its end, as its provider told by itself. */
export type ToldEnd = { readonly ok: boolean; readonly message: string };

export type ToldEnds = {
  /** Whether the end of what is created by this will be told here: then nobody need ask often. */
  readonly expects: (request: ActionRequest) => boolean;
  /** Resolves when the end of the one with this reference is told, at once where it was already; null when the signal aborts. */
  readonly endOf: (ref: string, signal: AbortSignal) => Promise<ToldEnd | null>;
};

export type ToldEndsDesk = ToldEnds & {
  /** Takes a webhook in. */
  readonly take: (event: WebhookEvent) => void;
};

/** An answer to a creation may come after its end. */
const mostKept = 200;

/** Hands ends on to who waits for them. What nothing shows the sender of ends nothing. */
export function createToldEnds(expects: ToldEnds['expects']): ToldEndsDesk {
  const ends = new Map<string, ToldEnd>();
  const waiting = new Map<string, Set<(end: ToldEnd) => void>>();
  return {
    expects,
    endOf: (ref, signal) =>
      new Promise((resolve) => {
        const end = ends.get(ref);
        if (end !== undefined || signal.aborted) return resolve(end ?? null);
        const listeners = waiting.get(ref) ?? new Set();
        waiting.set(ref, listeners);
        const finish = (told: ToldEnd | null) => {
          listeners.delete(finish);
          if (listeners.size === 0) waiting.delete(ref);
          signal.removeEventListener('abort', giveUp);
          resolve(told);
        };
        const giveUp = () => finish(null);
        listeners.add(finish);
        signal.addEventListener('abort', giveUp);
      }),
    take: ({ ref, end, event, isVerified, status }) => {
      if (ref === null || end === null || !isVerified) return;
      const told = { ok: end === 'succeeded', message: `${status ?? end}, as ${event} told` };
      ends.set(ref, told);
      const oldest = ends.keys().next();
      if (ends.size > mostKept && oldest.done !== true) ends.delete(oldest.value);
      for (const listener of [...(waiting.get(ref) ?? [])]) listener(told);
    },
  };
}

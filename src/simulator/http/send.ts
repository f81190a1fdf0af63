import type { ServerResponse } from 'node:http';
import type { ProviderType } from '../types.ts';
import { textOf } from './distort.ts';
import type { Reply, StreamReply } from './reply.ts';

/** How a reply is spoiled on the wire. */
export type Damage = 'none' | 'reset-before' | 'reset-inside' | 'short-length' | 'cut-json';

/** Writes a whole reply. With damage the client sees less than it was promised. */
export const sendReply = (
  response: ServerResponse,
  reply: Exclude<Reply, StreamReply>,
  damage: Damage,
): void => {
  if (damage === 'reset-before') {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(textOf(reply), 'utf8');
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const isCut = damage === 'cut-json';
  response.writeHead(reply.status, {
    'Content-Type': 'application/json; charset=utf-8',
    ...reply.headers,
    'Content-Length': String(isCut ? half.length : bytes.length),
  });
  if (damage === 'none') response.end(bytes);
  else if (isCut) response.end(half);
  else response.write(half, () => endEarly(response, damage));
};

/** Ends a reply before its promised length: with a TCP reset, or as a peer that closes. */
const endEarly = (response: ServerResponse, damage: Damage): void => {
  if (damage === 'reset-inside') response.socket?.resetAndDestroy();
  else response.destroy();
};

const tickMs = 100;

export type OpenStreams = {
  /** Writes the stream's text as it becomes due, until it is over, the client leaves or `endAll`. */
  readonly open: (
    provider: ProviderType,
    response: ServerResponse,
    reply: StreamReply,
    damage: Damage,
  ) => void;
  /** Cuts the streams of one provider, or all (`null`), with a TCP reset. */
  readonly cut: (provider: ProviderType | null) => void;
  readonly endAll: () => void;
};

/** The streams being served: one timer for all of them, and none while there are none. */
export const createOpenStreams = (now: () => number): OpenStreams => {
  const pumps = new Map<ServerResponse, { readonly provider: ProviderType; readonly pump: () => void }>();
  let timer: NodeJS.Timeout | undefined;
  const pumpAll = (): void => {
    for (const { pump } of [...pumps.values()]) pump();
  };
  const forget = (response: ServerResponse): void => {
    pumps.delete(response);
    if (pumps.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
  return {
    open(provider, response, reply, damage) {
      if (damage === 'reset-before') {
        response.destroy();
        return;
      }
      response.writeHead(reply.status, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-cache',
        ...reply.headers,
      });
      response.flushHeaders();
      const pump = (): void => {
        // A slow reader gets the rest later: the stream's own position does not move meanwhile.
        if (response.writableNeedDrain || response.destroyed) return;
        const { text, isOver } = reply.next(now());
        if (text !== '' && damage !== 'none')
          response.write(text.slice(0, -8), () => endEarly(response, damage));
        else if (text !== '') response.write(text);
        if (!isOver) return;
        forget(response);
        response.end();
      };
      pumps.set(response, { provider, pump });
      response.once('close', () => forget(response));
      timer ??= setInterval(pumpAll, tickMs);
      pump();
    },
    cut(provider) {
      for (const [response, entry] of [...pumps]) {
        if (provider === null || entry.provider === provider) response.socket?.resetAndDestroy();
      }
    },
    endAll() {
      for (const response of [...pumps.keys()]) {
        forget(response);
        response.end();
      }
    },
  };
};

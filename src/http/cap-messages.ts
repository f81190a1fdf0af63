import { setImmediate } from 'node:timers/promises';

export type CappedMessages = {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** True while the chunk handed over last holds the beginning of a message whose end is left out. */
  readonly isCut: () => boolean;
};

const messageEnds = ['\n\n', '\r\n\r\n', '\r\r', '\n\r\n'] as const;
const blank = Buffer.from('\n\n');
/** One less than the longest of {@link messageEnds}: an end may lie across two chunks. */
const tailBytes = 3;

/**
 * A stream of Server-Sent Events in which no message is longer than `limit` bytes: a longer one is ended there, as a
 * chunk of its own, and what follows is left out up to the next message. After each chunk the event loop gets its turn:
 * a server that sends faster than its messages can be read is slowed down, and does not keep keys and frames waiting.
 */
export function capMessages(source: AsyncIterable<Uint8Array> | null, limit: number): CappedMessages {
  let isCut = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let size = 0;
    let isDropping = false;
    let tail: Buffer = Buffer.alloc(0);
    for await (const bytes of source ?? []) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const seen = Buffer.concat([tail, chunk]);
      const behind = tail.length;
      tail = seen.subarray(-tailBytes);
      if (!isDropping && size + chunk.length <= limit) {
        const end = lastEnd(seen) - behind;
        size = end > 0 ? chunk.length - end : size + chunk.length;
        yield chunk;
        await setImmediate();
        continue;
      }
      for (let from = 0; from < chunk.length; ) {
        const end = firstEnd(seen, from + behind) - behind;
        const piece = chunk.subarray(from, end > 0 ? end : chunk.length);
        from += piece.length;
        if (!isDropping && size + piece.length > limit) {
          isCut = true;
          yield Buffer.concat([piece.subarray(0, limit - size), blank]);
          isCut = false;
          isDropping = true;
        } else if (!isDropping) yield piece;
        size = end > 0 ? 0 : Math.min(limit, size + piece.length);
        if (end > 0) isDropping = false;
      }
      await setImmediate();
    }
  }
  return { chunks: chunks(), isCut: () => isCut };
}

/** Where the first message ends behind `from`, which itself is no such place; -1: nowhere. */
function firstEnd(bytes: Buffer, from: number): number {
  const ends = messageEnds.flatMap((mark) => {
    // The mark may have begun before.
    const at = bytes.indexOf(mark, Math.max(0, from - mark.length + 1));
    return at === -1 ? [] : [at + mark.length];
  });
  return ends.length === 0 ? -1 : Math.min(...ends);
}

/** Where the last message ends; -1: nowhere. */
const lastEnd = (bytes: Buffer): number =>
  Math.max(
    ...messageEnds.map((mark) => {
      const at = bytes.lastIndexOf(mark);
      return at === -1 ? -1 : at + mark.length;
    }),
  );

/** Header names to values. */
export type Headers = Readonly<Record<string, string>>;

export type JsonReply = {
  readonly kind: 'json';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
};

/** A body that is not JSON, such as a proxy's page. */
export type TextReply = {
  readonly kind: 'text';
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
};

/**
 * Server-sent events. The server asks `next` again and again with the clock's present time; it answers with the
 * text that became due since the last call, and whether that was the end.
 */
export type StreamReply = {
  readonly kind: 'stream';
  readonly status: 200;
  readonly headers: Headers;
  readonly next: (now: number) => { readonly text: string; readonly isOver: boolean };
};

export type Reply = JsonReply | TextReply | StreamReply;

export const json = (status: number, body: unknown, headers: Headers = {}): JsonReply => ({
  kind: 'json',
  status,
  body,
  headers,
});

export const stream = (next: StreamReply['next']): StreamReply => ({
  kind: 'stream',
  status: 200,
  headers: {},
  next,
});

import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxMessageBytes } from '../../src/http/event-connection.ts';
import type { LogEvent } from '../../src/model/log-line.ts';
import { isPlainText } from '../../src/model/text.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { startRawServer } from '../support/raw-server.ts';
import { testApp } from '../support/resources.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';

/** One write of the server: a chunk of HTTP's own encoding. */
const chunked = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

const send = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => socket.write(bytes, () => resolve()));

type Connection = {
  readonly text: string | Buffer;
  /** Bytes after which the stream is divided, each part a packet of its own. */
  readonly cuts?: readonly number[];
  /** Breaks the connection in place of waiting for the client to leave. */
  readonly breaks: boolean;
  /** Ends the stream in good order. */
  readonly ends?: boolean;
};

/** Follows an app's log over connections that send these, one after the other. */
async function follow(connections: readonly Connection[]): Promise<readonly LogEvent[]> {
  let turn = 0;
  const { url } = await startRawServer((socket) => {
    const { text, cuts = [], breaks, ends = false } = connections[turn] ?? { text: '', breaks: false };
    turn += 1;
    socket.setNoDelay(true);
    void (async () => {
      const bytes = Buffer.from(text);
      const places = [...new Set([...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
        (a, b) => a - b,
      );
      await send(socket, Buffer.from(head));
      for (const [index, place] of places.entries()) {
        const piece = bytes.subarray(places[index - 1] ?? 0, place);
        if (piece.length > 0) await send(socket, chunked(piece));
      }
      if (ends) await send(socket, Buffer.from('0\r\n\r\n'));
      if (breaks) socket.end();
    })();
  });
  const { provider } = connectTestProvider('sparrowhost', url, { name: 'sparrow' });
  const events: LogEvent[] = [];
  const result = await provider.followLog?.(
    testApp({ id: 'a' }),
    { deploymentId: null },
    (event) => events.push(event),
    never,
  );
  expect(result).toMatchObject({ ok: true });
  return events;
}

/** The lines, a gap as null. */
const told = (events: readonly LogEvent[]): readonly (string | null)[] =>
  events.flatMap((event): readonly (string | null)[] => {
    if (event.type === 'lines') return event.lines.map(({ line }) => line);
    return event.type === 'gap' ? [null] : [];
  });

const isoSecond = (second: number): string =>
  new Date(Date.UTC(2026, 4, 20, 8, 30, second)).toISOString().replace('.000', '');
const message = (line: string, second: number): string => JSON.stringify({ line, ts: isoSecond(second) });
const done = 'data: {"type":"done","status":"running"}\n\n';

const text = fc.stringMatching(/^[a-zé漢🚀ü ]{0,12}$/u);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const noise = fc.constantFrom('', ': a comment', 'id: 7', 'event: message', 'retry: 10', 'unknown: x');

describe('a stream that is divided anywhere', () => {
  test('loses, doubles and breaks nothing, whatever its line ends and comments', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text, end: lineEnd, noise }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(600), { maxLength: 25 }),
        async (messages, cuts) => {
          const stream = messages
            .map(
              (one, index) =>
                `${one.noise}${one.noise === '' ? '' : one.end}data: ${message(one.text, index)}${one.end}${one.end}`,
            )
            .join('');
          const events = await follow([{ text: stream + done, cuts, breaks: false }]);
          expect(told(events)).toEqual(messages.map((one) => one.text));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('and broken there, then told again from some line on, tells each line once and marks the break', async () => {
    const words = fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(words, fc.nat(1_000), fc.nat(3), async (lines, at, perSecond) => {
        // Several lines of a second, and among them the same ones again.
        const stream = lines.map(
          (line, index) => `data: ${message(line, Math.floor(index / (perSecond + 1)))}\n\n`,
        );
        const whole = stream.join('') + done;
        const cut = at % whole.length;
        const events = await follow([
          { text: Buffer.from(whole).subarray(0, cut), cuts: [], breaks: true },
          { text: whole, cuts: [], breaks: false },
        ]);
        expect(told(events).filter((line) => line !== null)).toEqual(lines);
        expect(told(events).filter((line) => line === null)).toHaveLength(1);
        expect(events.at(-1)).toEqual({ type: 'done', status: 'running' });
      }),
      { numRuns: 60 },
    );
  });

  test('lines without a time that are told again are told once, too', async () => {
    const stream = ['a', 'b', 'a'].map((line) => `data: ${JSON.stringify({ line })}\n\n`).join('');
    const events = await follow([
      { text: stream, breaks: true },
      { text: `${stream}data: {"line":"c"}\n\n${done}`, breaks: false },
    ]);
    expect(told(events)).toEqual(['a', 'b', 'a', null, 'c']);
  });

  test('times that do not rise make no new line a repetition', async () => {
    const begun = [message('other clock', 60), message('a', 1), message('b', 2)];
    const goes = [...begun, message('c', 3), message('b', 2)];
    const textOf = (messages: readonly string[]) => messages.map((data) => `data: ${data}\n\n`).join('');
    const events = await follow([
      { text: textOf(begun), breaks: true },
      { text: textOf(goes) + done, breaks: false },
    ]);
    expect(told(events)).toEqual(['other clock', 'a', 'b', null, 'c', 'b']);
  });

  test.each(['error', 'log', 'open'])('an event named %s is a message like any other', async (name) => {
    const events = await follow([
      {
        text: `data: ${message('one', 1)}\n\nevent: ${name}\ndata: ${message('two', 2)}\n\n${done}`,
        breaks: false,
      },
    ]);
    expect(told(events)).toEqual(['one', 'two']);
    expect(events.at(-1)).toEqual({ type: 'done', status: 'running' });
  });

  test('a server that goes on where it broke off loses what came in between, behind a mark', async () => {
    const events = await follow([
      { text: `data: ${message('one', 1)}\n\n`, breaks: true },
      { text: `data: ${message('three', 9)}\n\n${done}`, breaks: false },
    ]);
    expect(told(events)).toEqual(['one', null, 'three']);
  });
});

describe('hostile lines', () => {
  const showing = async (line: string) =>
    told(await follow([{ text: `data: ${message(line, 1)}\n\n${done}`, breaks: false }]));

  test.each([
    { name: 'colours', line: '\u001b[31mred\u001b[0m', shown: ['red'] },
    { name: 'an escape sequence', line: 'a\u001b[2J\u001b]0;title\u0007b', shown: ['a␛[2J␛]0;title␇b'] },
    { name: 'C1 controls', line: 'a\u009b2Jb', shown: ['a\ufffd2Jb'] },
    { name: 'bidirectional overrides', line: 'a\u202eb\u2066c', shown: ['a\ufffdb\ufffdc'] },
    { name: 'a carriage return', line: '10 %\r20 %\rdone', shown: ['10 %', '20 %', 'done'] },
    { name: 'tabs', line: 'a\tb', shown: ['a b'] },
    { name: 'an emoji made of several', line: '👩‍🚀', shown: ['👩‍🚀'] },
  ])('$name', async ({ line, shown }) => {
    expect(await showing(line)).toEqual(shown);
  });

  test('bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('data: {"line":"a'),
      Buffer.of(0xff, 0xc3, 0x28),
      Buffer.from(`b"}\n\n${done}`),
    ]);
    const shown = told(await follow([{ text: bytes, breaks: false }]));
    expect(shown).toEqual(['a\ufffd\ufffd(b']);
  });

  test.each([
    { name: 'a line', last: `data: ${message('two', 2)}`, lines: ['one', 'two'], status: null },
    {
      name: 'a line with one line end',
      last: `data: ${message('two', 2)}\r`,
      lines: ['one', 'two'],
      status: null,
    },
    { name: 'the end', last: 'data: {"type":"done","status":"failed"}\n', lines: ['one'], status: 'failed' },
  ])('$name is told without a blank line behind it, where the stream ends in good order', async (given) => {
    const { last, lines, status } = given;
    const events = await follow([
      { text: `data: ${message('one', 1)}\n\n${last}`, ends: true, breaks: false },
      { text: '', ends: true, breaks: false },
    ]);
    expect(told(events)).toEqual(lines);
    expect(events.at(-1)).toEqual({ type: 'done', status });
  });

  test('an end in capitals, lines of numbers and messages that are no lines', async () => {
    const texts = [
      '{"line":42}',
      '{"message":"hello"}',
      '{"type":"error","message":"it broke"}',
      '{"type":"ping"}',
    ];
    const text = [...texts, '{"type":"DONE","status":"Failed"}'].map((one) => `data: ${one}\n\n`).join('');
    const events = await follow([{ text, breaks: false }]);
    expect(told(events)).toEqual(['42', 'hello', 'it broke']);
    expect(events.at(-1)).toEqual({ type: 'done', status: 'Failed' });
  });

  test('a line of 10 MB comes whole', async () => {
    const long = 'log '.repeat(2_500_000);
    expect((await showing(long))[0] === long).toBe(true);
  });

  test('a line without end is cut, marked, and what follows it is read', async () => {
    const flood = `data: {"line":"${'x'.repeat(maxMessageBytes + 1_000_000)}`;
    const events = await follow([
      { text: `${flood}"}\n\ndata: ${message('after', 1)}\n\n${done}`, breaks: false },
    ]);
    expect(events.map(({ type }) => type)).toEqual(['lines', 'cut', 'lines', 'done']);
    const [cut, after] = told(events);
    expect(cut?.length).toBe(maxMessageBytes - 'data: {"line":"'.length);
    expect(after).toBe('after');
  });

  test('nothing that a server can send reaches a reader as a control', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 5 }),
        async (lines) => {
          const stream = lines.map((line) => `data: ${message(line, 1)}\n\n`).join('');
          const shown = told(await follow([{ text: stream + done, breaks: false }]));
          expect(shown.every((line) => line !== null && isPlainText(line))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

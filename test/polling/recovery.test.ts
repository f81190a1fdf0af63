import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { problem } from '../../src/model/problem.ts';
import { failurePauseMs } from '../../src/polling/failure-pause.ts';
import { startPolling } from '../../src/polling/start-polling.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { connectTestProvider } from '../support/provider.ts';
import { startRawServer } from '../support/raw-server.ts';

const head = (status: string, ...headers: readonly string[]) =>
  [`HTTP/1.1 ${status}`, 'content-type: application/json', 'connection: close', ...headers, '', ''].join(
    '\r\n',
  );

const whole = (body: string | Buffer, ...headers: readonly string[]) =>
  Buffer.concat([
    Buffer.from(head('200 OK', `content-length: ${Buffer.byteLength(body)}`, ...headers)),
    Buffer.from(body),
  ]);

/** Pauses are over at once: what is waited for is replies. */
const eagerClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now() * 10_000,
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

/** 65 MiB of spaces, 65 KiB on the wire. */
const bomb = whole(gzipSync(Buffer.alloc(65 * 1024 * 1024, 0x20)), 'content-encoding: gzip');

test.each<{ name: string; fault: (socket: Socket) => void; code: string; timeoutMs?: number }>([
  { name: 'a reset', fault: (socket) => socket.resetAndDestroy(), code: 'network' },
  {
    name: 'a reply of the wrong length',
    fault: (socket) => socket.end(`${head('200 OK', 'content-length: 100')}{"half`),
    code: 'network',
  },
  { name: 'silence', fault: () => {}, code: 'timeout' },
  {
    name: 'headers that trickle',
    fault: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nserver: ');
      const drip = setInterval(() => socket.write('x'), 5);
      socket.on('close', () => clearInterval(drip));
    },
    code: 'timeout',
  },
  { name: 'a login page', fault: (socket) => socket.end(whole('<html>Welcome')), code: 'protocol' },
  {
    name: 'a redirect to a login page',
    fault: (socket) => socket.end(head('302 Found', 'location: http://portal.invalid/', 'content-length: 0')),
    code: 'protocol',
  },
  {
    name: 'a gzip bomb',
    fault: (socket) => socket.end(bomb),
    code: 'protocol',
    timeoutMs: 10_000,
  },
  { name: 'another protocol', fault: (socket) => socket.end('220 ESMTP\r\n'), code: 'protocol' },
  {
    name: 'a gateway without a server',
    fault: (socket) => socket.end(head('502 Bad Gateway', 'content-length: 0')),
    code: 'server',
  },
])(
  '$name is told as its problem, and over by itself when its cause is',
  async ({ fault, code, timeoutMs = 300 }) => {
    let isFaulty = true;
    const server = await startRawServer((socket) =>
      isFaulty ? fault(socket) : socket.end(whole(JSON.stringify({ success: true, data: [] }))),
    );
    const events: FleetEvent[] = [];
    const polling = startPolling({
      providers: [connectTestProvider('sparrowhost', server.url, { timeoutMs })],
      clock: eagerClock,
      interest: () => ({ selected: null, visible: [] }),
      emit: (event) => void events.push(event),
    });
    onTestFinished(polling.stop);
    const failed = () => events.filter((event) => event.type === 'poll-failed' && event.list === 'servers');
    await expect.poll(failed, { timeout: 15_000 }).not.toEqual([]);
    expect(failed()[0]).toMatchObject({ provider: 'sparrowhost', problem: { code } });
    isFaulty = false;
    const read = () => events.filter(({ type }) => type === 'servers-listed').length;
    await expect.poll(read, { timeout: 15_000 }).toBeGreaterThan(0);
  },
);

test('after each failure the next probe comes later: doubling up to five minutes, and at once again after a success', () => {
  const down = problem('network', 'the connection was refused');
  const pauses = Array.from({ length: 8 }, (_, index) => failurePauseMs(15_000, index + 1, down, 0) / 1_000);
  expect(pauses).toEqual([15, 30, 60, 120, 240, 300, 300, 300]);
});

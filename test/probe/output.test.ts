import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainText } from '../../src/model/text.ts';
import { createOutput, type Told } from '../../src/probe/output.ts';
import { createReadings } from '../../src/probe/reading.ts';
import type { Sample } from '../../src/probe/sample.ts';

const now = Date.parse('2026-11-22T06:00:00Z');

const begin = (system = 'Linux') => `Last login: yesterday\nfleetop-probe 1 nonce ${system}\n`;

const good = `b 1
c cpu 100 0 100 700 100 0 0 0
c cpu0 50 0 50 350 50 0 0 0
c cpu1 50 0 50 350 50 0 0 0
l 0.50 0.40 0.30
u 3600.25
m MemTotal: 4000
m MemAvailable: 3000
m SwapTotal: 1000
m SwapFree: 250
n 1 1000 2000
n 1 10 20
n 0 999999 999999
d 8 16
r /dev/vda1 1000 400 600 40% /
w ops      pts/0        Nov 22 05:00 00:05        1234 (10.0.0.9)
W 1
p 42 30 postgres: writer (idle)
P 1
e 1
`;

const outputOf = (text: string, chunkSize = text.length) => {
  const output = createOutput('nonce', () => now);
  const bytes = Buffer.from(text);
  const told: Told[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize)
    told.push(...output.push(bytes.subarray(at, at + chunkSize)));
  return { told, badLines: output.badLines() };
};

const samplesOf = (told: readonly Told[]): readonly Sample[] =>
  told.flatMap((one) => (one.type === 'sample' ? [one.sample] : []));

describe('what a server sends', () => {
  test.each([1, 7, 64, 100_000])('is one sample, whatever pieces of %i bytes it comes in', (size) => {
    const { told, badLines } = outputOf(begin() + good, size);
    expect(badLines).toBe(0);
    expect(told.map(({ type }) => type)).toEqual(['greeting', 'sample']);
    expect(samplesOf(told)).toEqual([
      {
        cpu: { busy: 200, total: 1_000 },
        cores: [
          { busy: 100, total: 500 },
          { busy: 100, total: 500 },
        ],
        load: [0.5, 0.4, 0.3],
        uptimeSeconds: 3_600,
        memory: { totalBytes: 4_096_000, usedBytes: 1_024_000 },
        swap: { totalBytes: 1_024_000, usedBytes: 768_000 },
        root: { totalBytes: 1_024_000, usedBytes: 409_600 },
        network: { inBytes: 1_010, outBytes: 2_020 },
        disk: { inBytes: 4_096, outBytes: 8_192 },
        processes: [{ pid: 42, ticks: 30, name: 'postgres: writer (idle)' }],
        logins: [
          {
            user: 'ops',
            terminal: 'pts/0',
            from: '10.0.0.9',
            since: Date.parse('2026-11-22T05:00:00Z'),
            idleSeconds: 300,
          },
        ],
      },
    ]);
  });

  test.each([
    { name: 'another letter', line: 'z 1 2 3' },
    { name: 'a member of every object', line: 'constructor 1' },
    { name: 'a letter that every object has none of', line: '_ 1' },
    { name: 'words for numbers', line: 'c cpu a b c d' },
    { name: 'a sign', line: 'n 1 -5 10' },
    { name: 'a number without an end', line: `n 1 ${'9'.repeat(400)} 1` },
    { name: 'a memory nobody asked for', line: 'm Hugepages: 1' },
    { name: 'a disk elsewhere', line: 'r /dev/vdb 1 1 1 1% /mnt' },
    { name: 'a login without a time', line: 'w ops pts/0' },
    { name: 'a line that is too long', line: `p 1 1 ${'x'.repeat(5_000)}` },
    { name: 'nothing', line: '' },
    { name: 'the end of another sample', line: 'e 7\nb 1' },
  ])('$name is dropped and counted, the rest is kept', ({ line }) => {
    const { told, badLines } = outputOf(begin() + good.replace('l 0.50', `${line}\nl 0.50`));
    expect(badLines).toBe(1);
    expect(samplesOf(told)).toMatchObject([{ load: [0.5, 0.4, 0.3] }]);
  });

  test('without the greeting nothing is', () => {
    expect(outputOf(good)).toEqual({ told: [], badLines: 0 });
    expect(outputOf(`fleetop-probe 1 another Linux\n${good}`).told).toEqual([]);
    // A server that sends back what it is given.
    expect(outputOf(`  printf 'fleetop-probe 1 %s %s\\n' "$1"\n${good}`).told).toEqual([]);
  });

  test('the name of a system is a word', () => {
    expect(outputOf(begin('FreeBSD')).told).toEqual([{ type: 'greeting', system: 'FreeBSD' }]);
    expect(outputOf(begin('\u001b[31mevil')).told).toEqual([{ type: 'greeting', system: 'unknown' }]);
  });

  test('more than was asked for is a flood; asking allows as much again', () => {
    const output = createOutput('nonce', () => now);
    output.push(Buffer.from(begin()));
    const much = Buffer.alloc(200_000, 'y\n');
    expect(output.push(much)).toEqual([]);
    output.allowSample();
    expect(output.push(much)).toEqual([]);
    expect(output.push(much)).toEqual([{ type: 'flood' }]);
  });

  test('whatever comes, nothing throws, and what is taken in is bounded and plain', () => {
    const lineOf = fc.oneof(
      fc.constantFrom(...good.split('\n'), 'b 2', 'e 2', 'W 0', 'P 0'),
      fc.string({ maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .tuple(fc.constantFrom(...'cluMmnmdrpPwWbe'), fc.string({ maxLength: 60 }))
        .map((parts) => parts.join(' ')),
      fc
        .tuple(fc.nat(), fc.nat(), fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }))
        .map(([pid, ticks, name]) => `p ${pid} ${ticks} ${name}`),
    );
    fc.assert(
      fc.property(fc.array(lineOf, { maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (lines, size) => {
        const { told } = outputOf(`${begin()}b 1\n${lines.join('\n')}\ne 1\n${good}`, size);
        const readings = createReadings();
        for (const sample of samplesOf(told)) {
          const { host, ...figures } = readings.take(sample, now);
          for (const figure of Object.values(figures))
            if (typeof figure === 'number') expect(Number.isFinite(figure) && figure >= 0).toBe(true);
          expect(figures.cpuPercent ?? 0).toBeLessThanOrEqual(100);
          expect(figures.memoryPercent ?? 0).toBeLessThanOrEqual(100);
          for (const { name } of host?.busiest ?? []) expect(isPlainText(name)).toBe(true);
          for (const { user, terminal, from } of sample.logins ?? [])
            expect([user, terminal, from ?? ''].every(isPlainText)).toBe(true);
          expect((sample.processes ?? []).length).toBeLessThanOrEqual(400);
          expect((sample.logins ?? []).length).toBeLessThanOrEqual(200);
          expect(sample.cores.length).toBeLessThanOrEqual(1_024);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a line without an end is not kept', () => {
    const output = createOutput('nonce', () => now);
    output.push(Buffer.from(begin()));
    const collect = () => process.memoryUsage().heapUsed;
    const before = collect();
    for (let round = 0; round < 1_000; round += 1) {
      output.allowSample();
      output.push(Buffer.alloc(200_000, 'x'));
    }
    expect(collect() - before).toBeLessThan(64 * 1_024 * 1_024);
    output.allowSample();
    expect(output.push(Buffer.from(`\n${good}`)).map(({ type }) => type)).toEqual(['sample']);
    expect(output.badLines()).toBe(1);
  });
});

import { describe, expect, test } from 'vitest';
import { createReadings } from '../../src/probe/reading.ts';
import type { Sample } from '../../src/probe/sample.ts';

const sample = (given: Partial<Sample> = {}): Sample => ({
  cpu: { busy: 100, total: 1_000 },
  cores: [
    { busy: 50, total: 500 },
    { busy: 50, total: 500 },
  ],
  load: null,
  uptimeSeconds: 10,
  memory: { totalBytes: 1_000, usedBytes: 250 },
  swap: null,
  root: null,
  network: null,
  disk: null,
  processes: null,
  logins: null,
  ...given,
});

describe('readings', () => {
  test('the load is what went on between two samples; one alone tells none', () => {
    const readings = createReadings();
    expect(readings.take(sample(), 1_000)).toMatchObject({
      cpuPercent: null,
      memoryPercent: 25,
      source: 'ssh',
      observedAt: 1_000,
    });
    const after = readings.take(
      sample({
        cpu: { busy: 250, total: 1_200 },
        cores: [
          { busy: 150, total: 600 },
          { busy: 100, total: 600 },
        ],
      }),
      2_000,
    );
    expect(after).toMatchObject({ cpuPercent: 75, host: { cores: [100, 50] } });
  });

  test.each([
    { name: 'a restart', cpu: { busy: 5, total: 20 } },
    { name: 'no time between', cpu: { busy: 100, total: 1_000 } },
    { name: 'busy time that fell', cpu: { busy: 90, total: 1_100 } },
  ])('$name is no load', ({ cpu }) => {
    const readings = createReadings();
    readings.take(sample(), 0);
    expect(readings.take(sample({ cpu }), 1).cpuPercent).toBeNull();
  });

  test('the busiest are those of the time since processes were told last, as a share of one processor', () => {
    const readings = createReadings();
    const processes = [
      { pid: 1, ticks: 10, name: 'a' },
      { pid: 2, ticks: 300, name: 'b\u001b[2J' },
      ...[3, 4, 5, 6, 7].map((pid) => ({ pid, ticks: 20 + pid, name: `p${pid}` })),
    ];
    readings.take(sample({ processes: [] }), 0);
    readings.take(sample({ cpu: { busy: 150, total: 1_200 } }), 1);
    const { host } = readings.take(sample({ cpu: { busy: 400, total: 1_400 }, processes }), 2);
    expect(host?.busiest).toEqual([
      { pid: 2, name: 'b␛[2J', cpuPercent: 150 },
      ...[7, 6, 5, 4].map((pid) => ({ pid, name: `p${pid}`, cpuPercent: (20 + pid) / 2 })),
    ]);
  });

  test('what is told rarely stays', () => {
    const readings = createReadings();
    const root = { totalBytes: 10, usedBytes: 5 };
    readings.take(sample({ root, logins: [] }), 0);
    expect(readings.take(sample(), 1).host).toMatchObject({
      diskUsedBytes: 5,
      diskTotalBytes: 10,
      sessions: 0,
    });
  });
});

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createOutput, type Told } from '../../src/probe/output.ts';
import { askLine, probeProgram } from '../../src/probe/program.ts';
import type { Sample } from '../../src/probe/sample.ts';

/** The shells there are on this machine, with the words that start each as a POSIX shell. */
const shells = [
  ['/bin/sh'],
  ['/usr/bin/dash'],
  ['/usr/bin/bash', '--posix'],
  ['/usr/bin/busybox', 'ash'],
].filter(([path = '']) => existsSync(path));

/** Processor time that is several of the kernel's ticks. */
const ticksUs = 60_000;

const all = { processes: true, logins: true, disk: true };

/** The program in a shell: what it tells of each line that is asked. */
function start([shell = '', ...words]: readonly string[]) {
  const child = spawn(shell, words, { stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const output = createOutput('nonce', Date.now);
  const told: Told[] = [];
  let heard = () => {};
  child.stdout.on('data', (chunk: Buffer) => {
    told.push(...output.push(chunk));
    heard();
  });
  const next = async (): Promise<Told> => {
    while (told.length === 0)
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    return told.shift() ?? { type: 'flood' };
  };
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { child, next, ended, badLines: output.badLines };
}

const sampleOf = (told: Told): Sample => {
  if (told.type !== 'sample') throw new Error(`no sample but ${told.type}`);
  return told.sample;
};

describe.each(shells)('the program in %s %s', (...words) => {
  test('tells what this machine does, without a line that makes no sense, and ends with its input', async () => {
    const { child, next, ended, badLines } = start(words);
    child.stdin.write(probeProgram('nonce'));
    expect(await next()).toEqual({ type: 'greeting', system: 'Linux' });
    child.stdin.write(askLine(all));
    const first = sampleOf(await next());
    const { user } = process.cpuUsage();
    while (process.cpuUsage().user - user < ticksUs);
    child.stdin.write(askLine(all));
    const second = sampleOf(await next());
    expect(badLines()).toBe(0);
    expect(first).toMatchObject({
      cpu: { total: expect.any(Number) },
      memory: { totalBytes: expect.any(Number) },
      root: { totalBytes: expect.any(Number) },
      load: [expect.any(Number), expect.any(Number), expect.any(Number)],
      processes: [],
    });
    expect(first.cores.length).toBeGreaterThan(0);
    expect(second.cpu?.total).toBeGreaterThan(first.cpu?.total ?? 0);
    expect(second.processes?.map(({ pid }) => pid)).toContain(process.pid);
    child.stdin.write(askLine({ processes: false, logins: false, disk: false }));
    expect(sampleOf(await next())).toMatchObject({ processes: null, logins: null, root: null });
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  test('ends when nobody reads along', async () => {
    const { child, next, ended } = start(words);
    child.stdin.write(probeProgram('nonce'));
    await next();
    child.stdout.destroy();
    // The pipe is closed for the other side in this or the next turn.
    const asking = setInterval(() => child.stdin.write(askLine(all)), 20);
    child.stdin.on('error', () => {});
    await ended;
    clearInterval(asking);
    expect(child.exitCode ?? child.signalCode).not.toBe(0);
  });
});

import { expect, test } from 'vitest';
import { createForeground } from '../../src/terminal/foreground.ts';
import { withoutFiles } from '../support/out-of-files.ts';

test('a program that was still to begin when this one ends is not begun', async () => {
  const foreground = createForeground(process);
  const running = foreground.run([process.execPath, '--eval', '']);
  await foreground.stop();
  expect(await running).toEqual({ type: 'not-started', reason: 'fleetop is ending' });
  expect(foreground.isRunning()).toBe(false);
});

test('a program that ignores SIGTERM is killed', async () => {
  const ready = Promise.withResolvers<void>();
  const stderr = { write: () => ready.resolve() } as unknown as NodeJS.WriteStream;
  const foreground = createForeground({ stdin: process.stdin, stderr });
  const deaf = "process.on('SIGTERM', () => {}); setTimeout(() => {}, 5_000); console.error('ready')";
  const running = foreground.run([process.execPath, '--eval', deaf]);
  await ready.promise;
  await foreground.stop();
  expect(await running).toEqual({ type: 'killed', signal: 'SIGKILL' });
});

test('a program that there is no file handle for is told of', async () => {
  expect(await withoutFiles('foreground')).toEqual({
    type: 'not-started',
    reason: 'true cannot be run: EMFILE',
  });
});

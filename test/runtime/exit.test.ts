import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createExit } from '../../src/runtime/exit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is deferred while the others are done is done as well', async () => {
  const done: string[] = [];
  const exit = createExit(() => {});
  exit.defer(() => {
    done.push('first');
    exit.defer(() => void done.push('meanwhile'));
  });
  await exit.leave(0);
  expect(done).toEqual(['first', 'meanwhile']);
});

test('a cleanup that hangs takes the others neither their turn nor the process its end', async () => {
  const done: string[] = [];
  const exit = createExit((code) => void done.push(`ended with ${code}`));
  exit.defer(() => void done.push('flushed'));
  exit.defer(() => new Promise(() => {}));
  exit.defer(() => Promise.reject(new Error('broken')));
  exit.first(() => void done.push('restored'));
  const left = exit.leave(143);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(done).toEqual(['restored']);
  await vi.advanceTimersByTimeAsync(1);
  await left;
  expect(done).toEqual(['restored', 'flushed', 'ended with 143']);
});

test('only the first way out counts', async () => {
  const done: string[] = [];
  const exit = createExit((code) => void done.push(`ended with ${code}`));
  exit.first(() => void done.push('restored'));
  await Promise.all([exit.leave(130), exit.leave(143)]);
  expect(done).toEqual(['restored', 'ended with 130']);
});

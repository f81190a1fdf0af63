import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { watchConfig } from '../../src/config/watch-config.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { makeFolder } from '../support/run-fleetop.ts';

test.each([
  { name: 'read', text: 'before' },
  { name: 'missed', text: null },
])('a file that was $name, and changed before it was watched, is told of', async ({ text }) => {
  const path = join(makeFolder(), 'config.yaml');
  writeFileSync(path, 'now');
  const clock = createManualClock();
  const closing = new AbortController();
  const seen: (string | null)[] = [];
  const onText = (next: string | null) => void seen.push(next);
  expect(watchConfig({ path, text, clock, signal: closing.signal, onText })).toBe(true);
  await clock.advance(150);
  await vi.waitFor(() => expect(seen).toEqual(['now']));
  closing.abort();
});

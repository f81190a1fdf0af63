import { openSync } from 'node:fs';
import { runSession } from '../../src/probe/session.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';
import { createForeground } from '../../src/terminal/foreground.ts';
import { testServer } from './resources.ts';

/** What is tried without a file handle left, each answering with what became of it. */
const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
  session: () =>
    runSession({
      target: { server: testServer(), words: ['sh'], byHand: ['sh'] },
      clock: systemClock,
      intervalMs: 1_000,
      connectTimeoutMs: 1_000,
      onOpen: () => {},
      onSample: () => {},
      pass: async () => {},
      signal: new AbortController().signal,
    }),
  foreground: () => createForeground(process).run(['true']),
};

function takeAllHandles(): void {
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch {
    // There is none left.
  }
}

const attempt = attempts[process.argv[2] ?? ''];
// What is loaded when it is first wanted needs a handle.
process.stdout.write('');
takeAllHandles();
process.stdout.write(JSON.stringify(await attempt?.()));

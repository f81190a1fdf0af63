import { expect, test } from 'vitest';
import { readReport } from '../../src/ui/input/report.ts';
import { splitReports } from '../../src/ui/input/split-reports.ts';
import { createTerminalInput } from '../../src/ui/input/terminal-input.ts';
import { FakeInput } from '../support/fake-terminal.ts';
import { createManualClock } from '../support/manual-clock.ts';

/** What comes of a text that arrives in these parts. */
function readAll(parts: readonly string[]) {
  let held = '';
  let keys = '';
  const sequences: string[] = [];
  for (const part of parts) {
    const split = splitReports(held + part, true);
    held = split.held;
    keys += split.keys;
    sequences.push(...split.sequences);
  }
  return { keys: keys + held, reports: sequences.flatMap((sequence) => readReport(sequence) ?? []) };
}

const click = '\u001b[<0;10;5M';
const answer = '\u001b]11;rgb:ffff/ffff/ffff\u001b\\';

test.each([
  { name: 'a click', text: click, want: [{ type: 'click', x: 9, y: 4 }] },
  { name: 'a released button', text: '\u001b[<0;10;5m', want: [] },
  { name: 'the right button', text: '\u001b[<2;10;5M', want: [] },
  {
    name: 'the wheel',
    text: '\u001b[<64;1;1M\u001b[<65;1;1M',
    want: [
      { type: 'wheel-up', x: 0, y: 0 },
      { type: 'wheel-down', x: 0, y: 0 },
    ],
  },
  { name: 'a dragged pointer', text: '\u001b[<32;10;5M', want: [] },
  { name: 'a click with Ctrl held', text: '\u001b[<16;10;5M', want: [] },
  { name: 'a light background', text: answer, want: [{ type: 'background', background: 'light' }] },
  {
    name: 'a dark one, ended by BEL',
    text: '\u001b]11;rgb:1e/1e/2e\u0007',
    want: [{ type: 'background', background: 'dark' }],
  },
  {
    name: 'a background with transparency',
    text: '\u001b]11;rgba:ffff/ffff/ffff/8000\u0007',
    want: [{ type: 'background', background: 'light' }],
  },
  { name: 'F1', text: '\u001bOP', want: [{ type: 'key', key: 'f1' }] },
  { name: 'F1 of rxvt', text: '\u001b[11~', want: [{ type: 'key', key: 'f1' }] },
  { name: 'F2 of the Linux console', text: '\u001b[[B', want: [{ type: 'key', key: 'f2' }] },
  { name: 'a title that somebody asked for', text: '\u001b]lq rm -rf\u001b\\', want: [] },
  { name: 'a colour of the palette', text: '\u001b]4;1;rgb:ffff/0000/0000\u0007', want: [] },
  { name: 'the name of the terminal', text: '\u001bP>|XTerm(390)\u001b\\', want: [] },
  { name: 'its number', text: '\u001bP!|00000000\u001b\\', want: [] },
  { name: 'an answer about pictures', text: '\u001b_Gi=1;ENOENT:q\u001b\\', want: [] },
  { name: 'an answer in other words', text: '\u001b]11;white\u0007', want: [] },
])('$name, whole and cut anywhere, leaves the keys around it', ({ text, want }) => {
  for (const parts of [[`j${text}k`], ...cuts(`j${text}k`)])
    expect(readAll(parts)).toEqual({ keys: 'jk', reports: want });
});

test.each([
  '\u001b',
  '\u001b[',
  '\u001b[A',
  '\u001b[1;5C',
  '\u001bOR',
  '\u001b]',
  '\u001bP',
  '\u001b_q',
  '\u001bx',
  'j\u001b[200~pasted\u001b[201~',
])('the key %j is no report, however it is cut', (text) => {
  for (const parts of [[text], ...cuts(text)]) expect(readAll(parts)).toEqual({ keys: text, reports: [] });
});

test('a report that breaks off is dropped', () => {
  expect(readAll(['\u001b[<0;1', 'j'])).toEqual({ keys: 'j', reports: [] });
  expect(readAll(['\u001b]lwithout an end', 'q', '\u0003'])).toEqual({ keys: '\u0003', reports: [] });
});

test('what is typed behind a report without an end is heard a second later', async () => {
  const clock = createManualClock();
  const stdin = new FakeInput();
  const { stdin: keys } = createTerminalInput(stdin as unknown as NodeJS.ReadStream, clock);
  stdin.give('\u001bPxy');
  expect(keys.read()).toBeNull();
  stdin.give('j');
  expect(keys.read()).toBeNull();
  await clock.advance(1_000);
  expect(clock.sleepers()).toBe(0);
  stdin.give('k');
  expect(keys.read()).toBe('k');
});

const cuts = (text: string): readonly (readonly string[])[] =>
  Array.from({ length: text.length - 1 }, (_, at) => [text.slice(0, at + 1), text.slice(at + 1)]);

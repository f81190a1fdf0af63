import fc from 'fast-check';
import { expect, test } from 'vitest';
import sanitize from '../../src/paint/sanitize-ansi.ts';
import { originalSanitize } from './originals.ts';

const pieces = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u001b[31m',
    '\u001b[38;2;1;2;3;1m',
    '\u001b[0m',
    '\u001b[;m',
    '\u001b[m',
    '\u001b[4:3m',
    '\u001b[',
  ),
  fc.constantFrom(
    '\u001b[2J',
    '\u001b]8;;http://x\u0007',
    '\u009b1m',
    '\u0301',
    '\t',
    '\n',
    '\u007f',
    'web-01 ●',
    '│',
  ),
);

test('every text is cleaned as Ink cleans it, however often it is asked for', () => {
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const text = parts.join('');
      expect([sanitize(text), sanitize(text)]).toEqual([originalSanitize(text), originalSanitize(text)]);
    }),
    { numRuns: 1_000 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capMessages } from '../../src/http/cap-messages.ts';

type Piece = { readonly text: string; readonly isCut: boolean };

/** What comes out of it, chunk by chunk. */
async function capped(text: string, cuts: readonly number[], limit: number): Promise<readonly Piece[]> {
  const bytes = Buffer.from(text, 'latin1');
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  async function* source() {
    for (const [index, place] of places.entries()) yield bytes.subarray(places[index - 1] ?? 0, place);
  }
  const { chunks, isCut } = capMessages(source(), limit);
  const pieces: Piece[] = [];
  for await (const chunk of chunks)
    pieces.push({ text: Buffer.from(chunk).toString('latin1'), isCut: isCut() });
  return pieces;
}

const joined = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** Lines of a stream, and blank ones between its messages, with any of the line ends. */
const streams = fc
  .array(
    fc.record({
      lines: fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 3 }),
      end: fc.constantFrom('\n', '\r\n', '\r'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((messages) => messages.map(({ lines, end }) => lines.map((line) => line + end).join('') + end));

const places = fc.array(fc.nat(200), { maxLength: 12 });

test('what keeps inside the limit goes through as it came, wherever it is divided', async () => {
  await fc.assert(
    fc.asyncProperty(streams, places, async (messages, cuts) => {
      const pieces = await capped(messages.join(''), cuts, Math.max(...messages.map(({ length }) => length)));
      expect(joined(pieces)).toBe(messages.join(''));
      expect(pieces.some(({ isCut }) => isCut)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('a message beyond the limit loses its end, and no other message anything', async () => {
  await fc.assert(
    fc.asyncProperty(streams, streams, places, async (before, after, cuts) => {
      const limit = Math.max(...[...before, ...after].map(({ length }) => length));
      const long = `long${'x'.repeat(limit)}`;
      const pieces = await capped(`${before.join('')}${long}\n\n${after.join('')}`, cuts, limit);
      expect(joined(pieces)).toBe(`${before.join('')}${long.slice(0, limit)}\n\n${after.join('')}`);
      const cut = pieces.filter(({ isCut }) => isCut);
      expect(cut).toHaveLength(1);
      expect(cut[0]?.text.endsWith('\n\n')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a flood without an end is cut once, and stays cut', async () => {
  const pieces = await capped(`data: ${'x'.repeat(10_000)}`, [100, 5_000], 64);
  expect(joined(pieces)).toBe(`data: ${'x'.repeat(58)}\n\n`);
});

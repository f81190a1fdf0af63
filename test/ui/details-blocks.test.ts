import { expect, test } from 'vitest';
import { detailsBlocks } from '../../src/ui/overlays/details-blocks.ts';

const textOf = (width: number) =>
  detailsBlocks({ rows: [{ network_in_total: 11, network_in_rate: 22 }] }, width, false)
    .flatMap((block) =>
      block.type === 'line'
        ? [block.line.spans.map(([text]) => text).join('')]
        : [JSON.stringify(block.rows)],
    )
    .join('\n');

test('fields whose names would look the same side by side stand one below the other, and none is lost', () => {
  for (const width of [24, 32, 40, 80]) {
    expect(textOf(width)).toContain('11');
    expect(textOf(width)).toContain('22');
  }
});

test('a value of megabytes is its beginning, and how long it is', () => {
  const blocks = detailsBlocks({ note: 'x '.repeat(1_000_000) }, 80, false);
  expect(blocks.length).toBeLessThan(1_000);
  expect(JSON.stringify(blocks.at(-1))).toContain('(2000000 characters)');
});

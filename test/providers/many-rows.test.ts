import { expect, test } from 'vitest';
import { z } from 'zod';
import { readManyRows, readRows } from '../../src/providers/lenient.ts';

const schema = z.object({ id: z.number() });
const rows = Array.from({ length: 1_000 }, (_, index) => ({ id: index % 100 === 7 ? 'bad' : index }));
const ids = ({ id }: z.infer<typeof schema>) => id;

test('many rows are read as few are, bad ones named and counted alike', async () => {
  const many = await readManyRows(schema, rows, 'the list', 'acme', ids);
  expect(many).toEqual(readRows(schema, rows, 'the list', 'acme', ids));
  expect(many).toMatchObject({
    ok: true,
    value: {
      problems: [
        { message: expect.stringContaining('the list, row 8 ') },
        { message: expect.stringContaining('row 108 ') },
        { message: expect.stringContaining('row 208 ') },
        { message: expect.stringContaining('7 more rows') },
      ],
    },
  });
});

test('others have a turn before what is made of many rows', async () => {
  let hasTurned = false;
  setImmediate(() => {
    hasTurned = true;
  });
  await readManyRows(schema, rows, 'the list', 'acme', ids);
  expect(hasTurned).toBe(true);
});

test('what is no list is told', async () => {
  expect(await readManyRows(schema, {}, 'the list', 'acme', ids)).toEqual(
    readRows(schema, {}, 'the list', 'acme', ids),
  );
});

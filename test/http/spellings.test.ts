import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMask } from '../../src/model/spellings.ts';

const secret = fc.string({ minLength: 6, maxLength: 40, unit: 'binary' });

test.each<{ name: string; spell: (text: string) => string }>([
  { name: 'as it is', spell: (text) => text },
  { name: 'in JSON', spell: (text) => JSON.stringify(text).slice(1, -1) },
  {
    name: 'in JSON as PHP writes it',
    spell: (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  },
  { name: 'in an address', spell: (text) => encodeURIComponent(text) },
  { name: 'as base64', spell: (text) => Buffer.from(text).toString('base64') },
  { name: 'as base64 of an address', spell: (text) => Buffer.from(text).toString('base64url') },
])('any secret is taken out, $name', ({ spell }) => {
  fc.assert(
    fc.property(secret, (text) => {
      expect(createMask([text], '***')(`key=<${spell(text)}>`)).toBe('key=<***>');
    }),
  );
});

test('what is no text is masked as it is', () => {
  expect(createMask(['\ud800 half'], '***')('a \ud800 half b')).toBe('a *** b');
});

import { expect, test } from 'vitest';
import { hideSecrets } from '../../src/actions/secrets.ts';

test.each([
  {
    name: 'of which one begins with the other',
    secrets: ['hunter', 'hunter-and-more'],
    text: 'no hunter-and-more here',
    want: 'no *** here',
  },
  {
    name: 'as it stands in JSON',
    secrets: ['a"b\\c'],
    text: 'sent {"password":"a\\"b\\\\c"}',
    want: 'sent {"password":"***"}',
  },
  { name: 'as it stands in an address', secrets: ['p/w+1 2'], text: 'no p%2Fw%2B1%202!', want: 'no ***!' },
  { name: 'as base64', secrets: ['hunter'], text: 'Basic aHVudGVy!', want: 'Basic ***!' },
  { name: 'too short to be one', secrets: ['web'], text: 'web-1 is there', want: 'web-1 is there' },
])('secrets $name', ({ secrets, text, want }) => {
  expect(hideSecrets(text, secrets)).toBe(want);
});

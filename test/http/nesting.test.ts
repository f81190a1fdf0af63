import { expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';

const ask = async (body: string) => {
  const api = await startApi({ 'GET /servers': { body } });
  return createTestClient(api.url).request({ method: 'GET', path: '/servers', signal: never });
};
const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  { name: 'lies as deep as nothing of theirs', body: nest(200) },
  { name: 'has many side by side', body: `[${Array(1_000).fill('{"a":[]}').join()}]` },
  { name: 'has brackets in a text', body: JSON.stringify({ name: '['.repeat(1_000) }) },
  { name: 'has them behind an escaped quote', body: JSON.stringify({ name: `"${'{'.repeat(1_000)}` }) },
  { name: 'has them behind an escaped backslash', body: JSON.stringify({ [`\\${'['.repeat(300)}`]: '\\' }) },
])('a reply that $name is read', async ({ body }) => {
  expect(await ask(body)).toMatchObject({ ok: true, value: { body: JSON.parse(body) } });
});

test.each([
  { name: 'nest', body: nest(201) },
  { name: 'nest behind a text that ends in a backslash', body: `["\\\\",${nest(200)}]` },
  { name: 'nest without an end', body: '{"a":'.repeat(1_000_000) },
])('a bottomless $name is told as that', async ({ body }) => {
  expect(await ask(body)).toMatchObject({
    ok: false,
    problem: { code: 'protocol', message: 'answered a bottomless nest instead of JSON' },
  });
});

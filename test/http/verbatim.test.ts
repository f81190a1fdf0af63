import { expect, test } from 'vitest';
import { errorSentence } from '../../src/providers/error-sentence.ts';
import { startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';

const text = 'a\nb\tc\r\u001b[1m\u200b\u202e';
const body = { [text]: [text, { value: text }] };

test('a body is plain text, and verbatim where that is asked for', async () => {
  const api = await startApi({ 'GET /x': { body } });
  const client = createTestClient(api.url);
  const get = { method: 'GET', path: '/x', signal: never } as const;
  const shown = await client.request(get);
  expect(JSON.stringify(shown)).not.toMatch(/\\[nrt]|\u200b|\u202e/);
  expect(await client.request({ ...get, isVerbatim: true })).toEqual({
    ok: true,
    value: { status: 200, body },
  });
});

test.each([400, 200])('the sentence of a refusal is plain text all the same (%i)', async (status) => {
  const api = await startApi({ 'GET /x': { status, body: { message: text } } });
  const client = createTestClient(api.url, { readError: (told) => ({ message: errorSentence(told) }) });
  const reply = await client.request({ method: 'GET', path: '/x', signal: never, isVerbatim: true });
  expect(reply).toMatchObject({ ok: false, problem: { status, message: 'a␊b c␍␛[1m��' } });
});

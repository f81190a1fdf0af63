import type { ProblemCode } from '../../src/model/problem.ts';
import { type Answer, cutShort, reply, reset } from './any-path-api.ts';

export const words = { message: 'Their words.', error: 'Their words.' };

/** Replies that mean one thing whoever gives them. */
export const failures: readonly {
  readonly name: string;
  readonly answer: Answer;
  readonly code: ProblemCode;
  readonly status: number | null;
  /** How often one GET may be sent for it. */
  readonly sent: 1 | 3;
}[] = [
  {
    name: 'success false',
    answer: reply(200, { ...words, success: false }),
    code: 'invalid',
    status: 200,
    sent: 1,
  },
  {
    name: 'success "false"',
    answer: reply(200, { ...words, success: 'false' }),
    code: 'invalid',
    status: 200,
    sent: 1,
  },
  { name: 'success 0', answer: reply(200, { ...words, success: 0 }), code: 'invalid', status: 200, sent: 1 },
  {
    name: 'error true',
    answer: reply(200, { message: 'No.', error: true }),
    code: 'invalid',
    status: 200,
    sent: 1,
  },
  { name: 'an error sentence', answer: reply(200, words), code: 'invalid', status: 200, sent: 1 },
  {
    name: 'an error with a message',
    answer: reply(200, { error: { message: 'Their words.' } }),
    code: 'invalid',
    status: 200,
    sent: 1,
  },
  { name: '400', answer: reply(400, words), code: 'invalid', status: 400, sent: 1 },
  { name: '401', answer: reply(401, words), code: 'auth', status: 401, sent: 1 },
  { name: '401 without a body', answer: reply(401, ''), code: 'auth', status: 401, sent: 1 },
  { name: '402', answer: reply(402, words), code: 'payment', status: 402, sent: 1 },
  { name: '409', answer: reply(409, words), code: 'conflict', status: 409, sent: 1 },
  { name: '500', answer: reply(500, words), code: 'server', status: 500, sent: 3 },
  {
    name: '502 with a web page',
    answer: reply(502, '<html>bad gateway'),
    code: 'server',
    status: 502,
    sent: 3,
  },
  {
    name: 'a web page with 200',
    answer: reply(200, '<!doctype html>'),
    code: 'protocol',
    status: 200,
    sent: 1,
  },
  { name: 'damaged JSON', answer: reply(200, '{"data":[{"id"'), code: 'protocol', status: 200, sent: 1 },
  { name: 'a reply cut short', answer: cutShort, code: 'network', status: null, sent: 3 },
  { name: 'a reset connection', answer: reset, code: 'network', status: null, sent: 3 },
];

/** Bodies that are JSON and nothing we know. */
export const strangeBodies: readonly unknown[] = [
  '',
  'null',
  '"text"',
  '42',
  '[42]',
  '[[]]',
  { unexpected: true },
  { data: 5 },
];

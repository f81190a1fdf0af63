import { isJsonObject } from '../../src/model/json.ts';
import { isPlainText } from '../../src/model/text.ts';
import { type Answer, reply } from './any-path-api.ts';

/** Sets the window's title, turns the writing direction, ends the line, moves the cursor, hides. */
export const hostileText = '\u001b]0;owned\u0007\u202eevil\r\n\u009b31m\u200b\u2028end';

const idNames = ['id', '_id'];

const textNames = [
  ...['name', 'hostname', 'title', 'status', 'state', 'type', 'runtime', 'framework', 'branch', 'repository'],
  ...['repoUrl', 'url', 'domain', 'primaryDomain', 'region', 'location', 'plan', 'os', 'template', 'email'],
  ...['message', 'description', 'currency', 'version', 'scope', 'username', 'topic', 'line', 'log', 'note'],
];

const nouns = [
  ...['account', 'app', 'computeInstance', 'computeProject', 'database', 'deployment', 'organization'],
  ...['project', 'server', 'site', 'user', 'vps'],
];

/** A row that any provider can take for one of its own; every text in it is hostile, names included. */
const rowOf = (text: string): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(textNames.map((name) => [name, text])),
  ...Object.fromEntries(idNames.map((name) => [name, 'a1'])),
  [text]: text,
  nested: { [text]: [text] },
  customDomains: [text],
  balance: '1.00',
  amount: '1.00',
});

/** The row alone, under every noun, and as the only one of every list. */
const wideOf = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  ...row,
  ...Object.fromEntries(
    nouns.flatMap((noun) => [
      [noun, row],
      [`${noun}s`, [row]],
    ]),
  ),
  instances: [row],
  snapshots: [row],
});

function bodiesOf(text: string): readonly unknown[] {
  const row = rowOf(text);
  const wide = wideOf(row);
  return [[row], wide, { success: true, data: [row] }, { success: true, data: wide }];
}

/** The ways in which the five APIs may put it: a provider reads some of them, and must not choke on the others. */
export const answersOf = (text: string): readonly Answer[] =>
  bodiesOf(text).map((body) => (response, request) => {
    if (!request.headers.accept?.includes('text/event-stream')) return reply(200, body)(response, request);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify({ line: text, ts: text })}\n\n`);
    response.end(`data: ${JSON.stringify({ type: 'done', status: text })}\n\n`);
  });

export const hostileAnswers = answersOf(hostileText);

/** Every text within a value, names included, that could do something to a terminal. */
export function hostileTextsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return isPlainText(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(hostileTextsIn);
  return isJsonObject(value) ? Object.entries(value).flatMap(hostileTextsIn) : [];
}

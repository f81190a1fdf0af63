import { fieldsOf } from './body.ts';
import { type JsonReply, json, type Reply, type TextReply } from './reply.ts';

/** A body of another shape: on even turns as a whole, on odd ones a single row of the first list found. */
export const wrongShape = (reply: JsonReply, turn: number): JsonReply => {
  const spoiled = turn % 2 === 1 ? spoilRow(reply.body) : null;
  return json(reply.status, spoiled ?? otherShape(turn), reply.headers);
};

/** A gateway's own page in place of the API's answer. */
export const proxyPage = (): TextReply => ({
  kind: 'text',
  status: 502,
  body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  headers: { 'Content-Type': 'text/html' },
});

/** The bytes of a reply that is not a stream. */
export const textOf = (reply: Exclude<Reply, { kind: 'stream' }>): string => {
  switch (reply.kind) {
    case 'json':
      return JSON.stringify(reply.body);
    case 'text':
      return reply.body;
  }
};

const otherShape = (turn: number): unknown =>
  turn % 4 === 0 ? { result: { kind: 'collection', members: 'see /v2' }, version: 2 } : ['v2', null, 7];

/** The body with one row of its first non-empty list broken; null when it has no such list. */
const spoilRow = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    const victim = Math.floor(value.length / 2);
    return value.map((row: unknown, index) => (index === victim ? brokenRow(row) : row));
  }
  const fields = fieldsOf(value);
  for (const [name, field] of Object.entries(fields)) {
    const spoiled = typeof field === 'object' && field !== null ? spoilRow(field) : null;
    if (spoiled !== null) return { ...fields, [name]: spoiled };
  }
  return null;
};

/** Known fields with types nobody expects: an id that is a list, a name that is a number. */
const brokenRow = (row: unknown): unknown => {
  const fields = fieldsOf(row);
  if (Object.keys(fields).length === 0) return { unexpected: true };
  const broken: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) broken[name] = name.endsWith('id') ? [fields[name]] : 42;
  return { ...broken, status: { code: 7 } };
};

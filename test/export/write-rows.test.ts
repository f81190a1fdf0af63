import { describe, expect, test } from 'vitest';
import { type Table, toCsv, toMarkdown, toText } from '../../src/export/write-rows.ts';
import { serverColumns } from '../../src/listing/server-columns.ts';
import { sessionColumns } from '../../src/listing/session-columns.ts';
import type { Server } from '../../src/model/server.ts';
import { testMetrics, testServer } from '../support/resources.ts';

const now = Date.parse('2026-11-01T12:00:00Z');

const tableOf = (...servers: readonly Partial<Server>[]): Table<Server> => ({
  rows: servers.map((server) => testServer(server)),
  columns: serverColumns.filter(({ id }) => ['status', 'name', 'price', 'cpu', 'age'].includes(id)),
  now,
});

const price = { amount: '3200.00', currency: 'INR', per: 'month' } as const;

describe('CSV', () => {
  test('has a title line, CRLF, quotes where they are needed, nothing for the unknown', () => {
    const table = tableOf(
      { name: 'web "one", main', price, createdAt: now - 90_000_000 },
      { name: 'db\nline', status: 'stopped' },
    );
    expect(toCsv(table)).toBe(
      'STATUS,NAME,PRICE,CPU,CREATED\r\n' +
        'running,"web ""one"", main","₹3,200.00/mo",,2026-10-31T11:00:00.000Z\r\n' +
        'stopped,"db\nline",,,\r\n',
    );
  });

  test('has times where the screen has ages', () => {
    const at = Date.parse('2026-11-01T11:00:00Z');
    const login = {
      ...{ ref: 'sparrow/1 ops pts/0', server: 'sparrow/1', provider: 'sparrow', name: 'web-01' },
      ...{ user: 'ops', terminal: 'pts/0', from: null, since: at, idleSeconds: 90 },
    };
    const columns = sessionColumns.filter(({ id }) => ['user', 'since', 'idle'].includes(id));
    expect(toCsv({ rows: [login], columns, now })).toBe(
      'USER,SINCE,IDLE\r\nops,2026-11-01T11:00:00.000Z,90s\r\n',
    );
    const read = serverColumns.filter(({ id }) => id === 'read');
    const server = testServer({ metrics: testMetrics({ observedAt: at }) });
    expect(toCsv({ rows: [server], columns: read, now })).toBe('READ\r\n2026-11-01T11:00:00.000Z\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=cmd|calc', '\r=1'])(
    '%j is no formula to a spreadsheet',
    (name) => {
      const [, line = ''] = toCsv(tableOf({ name })).split('\r\n', 2);
      expect(line).toMatch(/^running,"?'/);
    },
  );
});

test('a table is aligned by the cells that characters take', () => {
  expect(toText(tableOf({ name: '東京', price }, { name: 'web-1' }))).toBe(
    [
      'STATUS     NAME          PRICE  CPU  AGE',
      '● running  東京   ₹3,200.00/mo    –    –',
      '● running  web-1             –    –    –',
      '',
    ].join('\n'),
  );
});

test('Markdown keeps what is in a cell in its cell, and as text', () => {
  const [, , line] = toMarkdown(tableOf({ name: 'a|b <img src=x> [x](javascript:y) `c`' })).split('\n');
  expect(line).toBe('| ● running | a\\|b \\<img src=x\\> \\[x\\](javascript:y) \\`c\\` | – | – | – |');
  expect(toMarkdown(tableOf())).toBe(
    '| STATUS | NAME | PRICE | CPU | AGE |\n| --- | --- | ---: | ---: | ---: |\n',
  );
});

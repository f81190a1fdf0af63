import { describe, expect, test } from 'vitest';
import { appFields, serverFields } from '../../src/listing/fields.ts';
import { parseFilter } from '../../src/listing/filter.ts';
import { parseSort } from '../../src/listing/sort.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';

const now = Date.parse('2026-11-01T00:00:00Z');
const day = 86_400_000;

const servers = [
  testServer({
    id: 'web1wo1',
    name: 'web-01',
    region: 'in-mumbai-1',
    ipv4: '192.0.2.10',
    os: 'Ubuntu 24.04',
    cpuCores: 2,
    price: { amount: '850.00', currency: 'INR', per: 'month' },
    createdAt: now - 2 * day,
    metrics: testMetrics({ cpuPercent: 91, memoryPercent: 50 }),
  }),
  testServer({
    name: 'db primary',
    provider: 'cyber',
    status: 'unknown',
    providerStatus: 'rescue',
    plan: 'Standard',
    price: { amount: '9.5', currency: 'USD', per: 'month' },
    createdAt: now - 400 * day,
    metrics: testMetrics({ cpuPercent: 12, memoryPercent: 80 }),
  }),
  testServer({ name: 'web-02', status: 'stopped', ipv6: '2001:db8::2' }),
];

const matching = (text: string): readonly string[] => {
  const filter = parseFilter(text, serverFields);
  if (!filter.ok) throw new Error(filter.problem.message);
  return servers
    .filter((server) => filter.value.every(({ matches }) => matches(server, now)))
    .map(({ name }) => name);
};

describe('a filter', () => {
  test.each([
    ['', ['web-01', 'db primary', 'web-02']],
    ['web', ['web-01', 'web-02']],
    ['WEB', ['web-01', 'web-02']],
    ['wb1', ['web-01']],
    ['dbpr', ['db primary']],
    ['web mumbai', ['web-01']],
    ['rescue', ['db primary']],
    ['192.0.2', ['web-01']],
    ['ubuntu', ['web-01']],
    ['2001:db8::2', ['web-02']],
    ['sparrow/web', ['web-01']],
    ['wo', []],
    ['status:stop', ['web-02']],
    ['status:unknown', ['db primary']],
    ['status:rescue', ['db primary']],
    ['!status:stopped', ['web-01', 'db primary']],
    ['provider:cyber', ['db primary']],
    ['ip:192.0.2.10', ['web-01']],
    ['os:ubuntu', ['web-01']],
    ['name:"db pri"', ['db primary']],
    ['"db pri"', ['db primary']],
    ['cpu>80', ['web-01']],
    ['cpu>=12 cpu<=12', ['db primary']],
    ['mem>=50%', ['web-01', 'db primary']],
    ['!cpu>80', ['db primary', 'web-02']],
    ['price<10', ['db primary']],
    ['cores=2', ['web-01']],
    ['age<7d', ['web-01']],
    ['age>1y', ['db primary']],
    ['/^web-\\d+$/', ['web-01', 'web-02']],
    ['name:/1$/', ['web-01']],
    ['!/^web/', ['db primary']],
    ['/db pri/', ['db primary']],
    ['  web   !02  ', ['web-01']],
    ['status:', ['web-01', 'db primary', 'web-02']],
  ])('%s', (text, want) => {
    expect(matching(text)).toEqual(want);
  });

  test.each(['café', 'caf\u00e9-1', 'name:café', 'cafe\u0301'])(
    'finds an accented letter, be it one character or two: %s',
    (text) => {
      const filter = parseFilter(text, serverFields);
      if (!filter.ok) throw new Error(filter.problem.message);
      const named = ['cafe\u0301-1', 'caf\u00e9-1', 'cafe-1'].map((name) => testServer({ name }));
      const found = named.filter((server) => filter.value.every(({ matches }) => matches(server, now)));
      expect(found).toEqual(named.slice(0, 2));
    },
  );

  test.each([
    ['colour:red', /^there is no column "colour": status, name, provider/],
    ['/(/', /^\/\(\/ is no regular expression: /],
    ['/web', /has no \/ at its end/],
    ['cpu>high', /^"high" is no number to compare cpu with/],
    ['age>soon', /^"soon" is no age/],
    [
      'name>b',
      /^name cannot be compared with >: price, cpu, memory, read, age, sessions, cores, disk, month, hour, share can/,
    ],
  ])('%s is refused with its name', (text, want) => {
    const filter = parseFilter(text, serverFields);
    expect(filter).toMatchObject({
      ok: false,
      problem: { code: 'usage', message: expect.stringMatching(want) },
    });
  });

  test('says which column a term looks at', () => {
    const filter = parseFilter('web ip:192 cpu>3', serverFields);
    expect(filter.ok && filter.value.map(({ field }) => field)).toEqual([null, 'address', 'cpu']);
  });

  test('of apps knows all domains, the kind and the server', () => {
    const apps = [
      testApp({ name: 'shop', kind: 'site', domains: ['a.example.com', 'b.example.net'], server: 'pilot/1' }),
      testApp({ name: 'ledger', kind: 'database' }),
    ];
    const names = (text: string) => {
      const filter = parseFilter(text, appFields);
      return (
        filter.ok &&
        apps.filter((app) => filter.value.every(({ matches }) => matches(app, now))).map(({ name }) => name)
      );
    };
    expect(names('domain:b.example')).toEqual(['shop']);
    expect(names('kind:data')).toEqual(['ledger']);
    expect(names('server:pilot')).toEqual(['shop']);
  });
});

describe('a sort', () => {
  const sorted = (text: string, rows = servers) => {
    const sort = parseSort(text, serverFields);
    if (!sort.ok) throw new Error(sort.problem.message);
    return sort.value(rows).map(({ name }) => name);
  };

  test.each([
    ['cpu', ['db primary', 'web-01', 'web-02']],
    ['-cpu', ['web-01', 'db primary', 'web-02']],
    ['cpu:desc', ['web-01', 'db primary', 'web-02']],
    ['cpu:asc', ['db primary', 'web-01', 'web-02']],
    ['MEM', ['web-01', 'db primary', 'web-02']],
    ['-name', ['web-02', 'web-01', 'db primary']],
    ['price', ['db primary', 'web-01', 'web-02']],
  ])('%s', (text, want) => {
    expect(sorted(text)).toEqual(want);
  });

  test('keeps the order of equals, in either direction', () => {
    const rows = ['b', 'a', 'c'].map((name) => testServer({ name, status: 'running' }));
    expect(sorted('status', rows)).toEqual(['b', 'a', 'c']);
    expect(sorted('-status', rows)).toEqual(['b', 'a', 'c']);
  });

  test('reads numbers in names as numbers', () => {
    const rows = ['web-10', 'web-9', 'web-1'].map((name) => testServer({ name }));
    expect(sorted('name', rows)).toEqual(['web-1', 'web-9', 'web-10']);
  });

  test('by an unknown column lists the columns', () => {
    expect(parseSort('-sped', serverFields)).toMatchObject({
      ok: false,
      problem: { code: 'usage', message: expect.stringMatching(/^there is no column "sped": status, name/) },
    });
  });
});

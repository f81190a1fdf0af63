import { describe, expect, test } from 'vitest';
import { problem } from '../../src/model/problem.ts';
import { changesBetween, overview } from '../../src/plain/say-changes.ts';
import { splitWords } from '../../src/plain/split-words.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import {
  appsListed,
  billingRead,
  pollFailed,
  serversListed,
  testBilling,
  testIdentity,
} from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';

test.each([
  { line: 'stop web-1', want: ['stop', 'web-1'] },
  { line: '  show   "my app" ', want: ['show', 'my app'] },
  { line: `env set shop A='b c'`, want: ['env', 'set', 'shop', 'A=b c'] },
  { line: `rename x ""`, want: ['rename', 'x', ''] },
  { line: '', want: [] },
  { line: 'show "my app', want: null },
])('the words of %j', ({ line, want }) => {
  expect(splitWords(line)).toEqual(want);
});

describe('what is said', () => {
  const begin = () => {
    const { fleet, emit } = createFleetStore([testIdentity('sparrow', { lists: ['servers', 'apps'] })]);
    emit(
      serversListed('sparrow', [
        testServer({ id: '1' }),
        testServer({ id: '2', name: 'db', status: 'error' }),
      ]),
    );
    emit(appsListed('sparrow', [testApp({ id: '3' })]));
    return { fleet, emit, before: fleet.getState() };
  };

  test('at the beginning', () => {
    expect(overview(begin().before)).toEqual([
      'sparrow: ok, 2 servers, 1 app',
      'server db (sparrow) is error',
    ]);
  });

  test('of servers and apps that change, come and go', () => {
    const { fleet, emit, before } = begin();
    emit(
      serversListed('sparrow', [
        testServer({ id: '1', status: 'stopped' }),
        testServer({ id: '4', name: 'new', status: 'provisioning' }),
      ]),
    );
    emit(appsListed('sparrow', [testApp({ id: '3', name: 'store' })]));
    expect(changesBetween(before, fleet.getState())).toEqual([
      'server web-01 (sparrow) is stopped, was running',
      'server new (sparrow) is new: provisioning',
      'server db (sparrow) is gone',
      'app shop (sparrow) is called store now',
    ]);
  });

  test('of load over its threshold, and when that is over', () => {
    const { fleet, emit, before } = begin();
    const read = (cpuPercent: number, at: number) =>
      emit({ type: 'metrics-read', ref: 'sparrow/1', metrics: testMetrics({ cpuPercent, observedAt: at }) });
    read(5, 0);
    read(97, 10_000);
    read(97, 45_000);
    expect(changesBetween(before, fleet.getState())).toEqual([
      'alert: server web-01 (sparrow): high CPU, 97% for 35s',
    ]);
    expect(overview(fleet.getState())).toContain('server web-01 (sparrow): high CPU');
    const high = fleet.getState();
    read(5, 50_000);
    read(5, 115_000);
    expect(changesBetween(high, fleet.getState())).toEqual([
      expect.stringMatching(/^over: server web-01 \(sparrow\): high CPU, /),
    ]);
  });

  test('of an account with money for few days', () => {
    const { fleet, emit, before } = begin();
    const billing = testBilling({
      balance: { amount: '10.00', currency: 'INR' },
      monthlyCost: { amount: '300.00', currency: 'INR' },
    });
    emit(billingRead({ ...billing, balance: { amount: '900.00', currency: 'INR' } }));
    emit(billingRead({ ...billing, runwayDays: 1 }));
    expect(changesBetween(before, fleet.getState())).toEqual([
      expect.stringMatching(/^alert: account sparrow: money for few days, /),
    ]);
  });

  test('of a provider that fails', () => {
    const { fleet, emit, before } = begin();
    emit(pollFailed('sparrow', 'servers', problem('network', 'the connection was refused')));
    emit(pollFailed('sparrow', 'apps', problem('network', 'the connection was refused')));
    expect(changesBetween(before, fleet.getState())).toEqual([
      'provider sparrow is unreachable (the connection was refused), was ok',
    ]);
  });

  test('of a refresh that changes nothing: nothing', () => {
    const { fleet, emit, before } = begin();
    emit(appsListed('sparrow', [testApp({ id: '3' })], 5));
    expect(changesBetween(before, fleet.getState())).toEqual([]);
  });
});

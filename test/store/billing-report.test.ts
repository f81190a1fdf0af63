import { describe, expect, test } from 'vitest';
import type { Server } from '../../src/model/server.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { createRowSelectors } from '../../src/store/rows.ts';
import { initialView } from '../../src/store/view-state.ts';
import { createViewStore } from '../../src/store/view-store.ts';
import { billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testMetrics, testServer } from '../support/resources.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const monthly = (amount: string) => ({ ...usd(amount), per: 'month' }) as const;
const sparrow = (id: string, amount: string, more: Partial<Server> = {}) =>
  testServer({ id, name: `web-${id}`, region: 'pune', price: monthly(amount), ...more });
const cyber = (id: string, amount: string) =>
  testServer({ provider: 'cyber', id, name: `db-${id}`, region: 'pune', price: monthly(amount) });

function reported() {
  const { fleet, emit } = createFleetStore([testIdentity('sparrow'), testIdentity('cyber')]);
  const view = createViewStore(initialView(80, 24, 0, null));
  const { report } = createRowSelectors(view.getState);
  emit(serversListed('sparrow', [sparrow('1', '5.00'), sparrow('2', '7.00', { status: 'stopped' })]));
  emit(serversListed('cyber', [cyber('7', '10.00')]));
  for (const provider of ['sparrow', 'cyber'])
    emit(billingRead(testBilling({ provider, balance: usd('20.00') })));
  return { emit, view, now: () => report(fleet.getState()) };
}

describe('the report of what the fleet costs', () => {
  test('adds providers up, and anew when one of them changes', () => {
    const { emit, now } = reported();
    expect(now().costs.groups.region).toEqual([{ name: 'pune', monthly: usd('22.00'), servers: 3 }]);
    expect(now().stopped.amounts).toEqual([usd('7.00')]);
    emit(serversListed('cyber', [cyber('7', '10.00'), cyber('8', '4.00')]));
    expect(now().costs.groups.region).toEqual([{ name: 'pune', monthly: usd('26.00'), servers: 4 }]);
    expect(now().costs.servers.map(({ server }) => server.name)).toEqual(['web-1', 'web-2', 'db-7', 'db-8']);
    emit(serversListed('cyber', [cyber('7', '10.00'), cyber('8', '4.50')]));
    expect(now().accounts.map(({ monthlyCost }) => monthlyCost)).toEqual([usd('12.00'), usd('14.50')]);
  });

  test('is the same one while only loads vary', () => {
    const { emit, now } = reported();
    const before = now();
    emit({ type: 'metrics-read', ref: 'sparrow/1', metrics: testMetrics({ cpuPercent: 50, observedAt: 1 }) });
    expect(now()).toBe(before);
  });

  test('leaves the account as it was whose servers and money are the same', () => {
    const { emit, now } = reported();
    const [sparrowBefore, cyberBefore] = now().accounts;
    emit(billingRead(testBilling({ provider: 'cyber', balance: usd('1.00') })));
    const [sparrowAfter, cyberAfter] = now().accounts;
    expect(sparrowAfter).toBe(sparrowBefore);
    expect(cyberAfter).not.toBe(cyberBefore);
    expect(now().balance.amounts).toEqual([usd('21.00')]);
  });

  test('is about the provider in scope alone', () => {
    const { view, now } = reported();
    view.setState({ scope: 'cyber' });
    expect(now().costs.servers.map(({ server }) => server.name)).toEqual(['db-7']);
    expect(now().accounts.map(({ billing }) => billing.provider)).toEqual(['cyber']);
    view.setState({ scope: null });
    expect(now().costs.servers).toHaveLength(3);
  });
});

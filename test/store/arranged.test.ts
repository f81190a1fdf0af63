import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { rearranged } from '../../src/store/arrangement.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { createResourceSearch } from '../../src/store/resource-search.ts';
import { createRowSelectors } from '../../src/store/rows.ts';
import { initialView, type ViewState } from '../../src/store/view-state.ts';
import { createViewStore } from '../../src/store/view-store.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';

const minute = 60_000;
const now = 1_000 * minute;

const measured = (ref: string, cpuPercent: number, observedAt = 1): FleetEvent => ({
  type: 'metrics-read',
  ref,
  metrics: testMetrics({ cpuPercent, observedAt }),
});

function arrange(change: Partial<ViewState['arrangements']['servers']> = {}, more: Partial<ViewState> = {}) {
  const { fleet, emit } = createFleetStore([testIdentity('sparrow'), testIdentity('cyber')]);
  const view = createViewStore({ ...initialView(80, 24, now, null), ...more });
  view.setState(rearranged(view.getState().arrangements, 'servers', change));
  emit(
    serversListed('sparrow', [
      testServer({ id: '1', name: 'web-1', region: 'pune', createdAt: now - 30_000 }),
      testServer({ id: '2', name: 'web-2', region: 'delhi', createdAt: now - 90_000 }),
      testServer({ id: '3', name: 'db-1', region: 'pune', status: 'stopped', createdAt: now - 5 * minute }),
    ]),
  );
  emit(serversListed('cyber', [testServer({ provider: 'cyber', id: '7', name: 'web-3' })]));
  emit(appsListed('sparrow', [testApp({ id: '5', name: 'shop' })]));
  emit(billingRead(testBilling({ provider: 'sparrow' })));
  emit(billingRead(testBilling({ provider: 'cyber' })));
  const selectors = createRowSelectors(view.getState);
  const names = () => selectors.servers(fleet.getState()).items.map(({ name }) => name);
  return { fleet, emit, view, selectors, names };
}

describe('arranged rows', () => {
  test('are those the filter lets through, counted of all', () => {
    const { names, selectors, fleet } = arrange({ filter: 'web !delhi' });
    expect(names()).toEqual(['web-1', 'web-3']);
    expect(selectors.servers(fleet.getState()).total).toBe(4);
  });

  test('are sorted by the first column, equals by the next, then by name', () => {
    const { names } = arrange({
      sort: [
        { column: 'status', isDescending: true },
        { column: 'region', isDescending: true },
      ],
    });
    expect(names()).toEqual(['db-1', 'web-1', 'web-2', 'web-3']);
  });

  test('take their new places when a reading comes in', () => {
    const { names, emit } = arrange({ sort: [{ column: 'cpu', isDescending: true }] });
    emit(measured('sparrow/1', 10));
    emit(measured('sparrow/2', 50));
    expect(names()).toEqual(['web-2', 'web-1', 'db-1', 'web-3']);
    emit(measured('sparrow/1', 90, 2));
    expect(names()).toEqual(['web-1', 'web-2', 'db-1', 'web-3']);
  });

  test('are the same object while neither fleet nor arrangement changes', () => {
    const { selectors, fleet, view, emit } = arrange({ filter: 'web' });
    const before = selectors.servers(fleet.getState());
    view.setState({ now: now + 1_000, notice: 'something else' });
    emit({ type: 'poll-started', provider: 'sparrow', list: 'servers' });
    expect(selectors.servers(fleet.getState())).toBe(before);
    view.setState(rearranged(view.getState().arrangements, 'apps', { filter: 'shop' }));
    expect(selectors.servers(fleet.getState())).toBe(before);
    view.setState(rearranged(view.getState().arrangements, 'servers', { filter: 'db' }));
    expect(selectors.servers(fleet.getState())).not.toBe(before);
  });

  test('of a filter for an age change as time goes by', () => {
    const { names, view } = arrange({ filter: 'age<2m' });
    expect(names()).toEqual(['web-1', 'web-2']);
    view.setState({ now: now + minute });
    expect(names()).toEqual(['web-1']);
  });

  test('of a scope are one provider’s, in every pane', () => {
    const { selectors, fleet, view, emit } = arrange();
    emit(measured('sparrow/1', 5));
    emit(measured('cyber/7', 5));
    view.setState({ scope: 'cyber' });
    const state = fleet.getState();
    expect(selectors.servers(state).keys).toEqual(['cyber/7']);
    expect(selectors.apps(state).keys).toEqual([]);
    expect(selectors.live(state).keys).toEqual(['cyber/7']);
    expect(selectors.billing(state).keys).toEqual(['cyber']);
    view.setState({ scope: null });
    expect(selectors.billing(state).keys).toEqual(['sparrow', 'cyber']);
  });
});

describe('the search for resources', () => {
  test('finds servers and apps by their letters, the best first', () => {
    const { fleet, emit } = arrange();
    const search = createResourceSearch();
    expect(search(fleet.getState(), 'web-3')[0]).toMatchObject({ list: 'servers', ref: 'cyber/7' });
    expect(search(fleet.getState(), 'shop')).toMatchObject([{ list: 'apps', ref: 'sparrow/5' }]);
    expect(search(fleet.getState(), '')).toEqual([]);
    emit(serversListed('cyber', [testServer({ provider: 'cyber', id: '7', name: 'mail' })]));
    expect(search(fleet.getState(), 'mail')).toMatchObject([{ ref: 'cyber/7' }]);
    expect(search(fleet.getState(), 'web-3')).toEqual([]);
  });
});

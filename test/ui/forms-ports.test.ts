import { describe, expect, test } from 'vitest';
import { createCarryOut } from '../../src/actions/carry-out.ts';
import { createFormPorts } from '../../src/dashboard/form-ports.ts';
import type { JournalEntry } from '../../src/journal/entry.ts';
import type { ActionRequest, OneTimeSecret } from '../../src/model/action.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { succeed } from '../../src/model/result.ts';
import { startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';

/** A clock that jumps: no test waits. */
const jumpingClock = () => {
  let now = 0;
  return {
    now: () => now,
    elapsed: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
};

const key = 'k3y-that-is-told-once';

describe('a server key of ServerPilot', () => {
  test('goes to who asked for it, and into no event and no journal', async () => {
    const record = { id: 's9', name: 'spare', lastconn: null, createdon: 1 };
    const api = await startApi({
      'POST /servers': () => ({ body: { actionid: 'a1', data: { ...record, apikey: key } } }),
      'GET /servers': () => ({ body: { data: [record] } }),
      'GET /actions/a1': () => ({ body: { data: { id: 'a1', serverid: 's9', status: 'success' } } }),
    });
    const connected = connectTestProvider('serverpilot', api.url, { name: 'pilot' });
    const [events, entries, told]: [FleetEvent[], JournalEntry[], OneTimeSecret[]] = [[], [], []];
    const carryOut = createCarryOut({
      providers: () => [connected],
      journal: {
        append: (entry) => {
          entries.push(entry);
          return succeed(undefined);
        },
      },
      actor: { user: 'ada', host: 'desk', pid: 1, processStart: null },
      deps: { clock: jumpingClock(), random: () => 0.5 },
      emit: (event) => void events.push(event),
      signal: never,
    });
    const request: ActionRequest = { create: 'server', provider: 'pilot', fields: { name: 'spare' } };
    await carryOut([request], { keepGoing: false }, (secret) => void told.push(secret));
    expect(told).toEqual([{ provider: 'pilot', name: 'spare', values: { apikey: key } }]);
    expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(events.length).toBeGreaterThan(0);
    expect(entries.map(({ type }) => type)).toEqual(['intent', 'outcome']);
    expect(JSON.stringify([events, entries])).not.toContain(key);
  });
});

describe('what forms ask of a provider', () => {
  /** CyberPanel with a catalogue, and how often it was read. */
  async function catalogue() {
    const api = await startApi({
      'GET /vps/plans': () => ({
        body: { success: true, data: { plans: [{ id: 2, name: 'Basic', monthly_price: '12.00' }] } },
      }),
      'GET /vps/locations': () => ({
        body: { success: true, data: { locations: [{ code: 'la', name: 'Los Angeles' }] } },
      }),
    });
    const clock = { time: 0, now: () => clock.time };
    const ports = createFormPorts([connectTestProvider('cyberpanel', api.url, { name: 'cyber' })], clock);
    const readings = () => api.requests.filter(({ path }) => path === '/vps/plans').length;
    return { ports, clock, readings, requests: api.requests };
  }

  test('plans and locations are choices, read again after a while only', async () => {
    const { ports, clock, readings } = await catalogue();
    const found = await ports.choices('cyber', 'server', never);
    expect(found).toEqual({
      plan_id: [{ value: '2', label: 'Basic · 12.00 a month', monthlyPrice: '12.00' }],
      location_code: [{ value: 'la', label: 'Los Angeles', monthlyPrice: null }],
    });
    clock.time += 60_000;
    expect(await ports.choices('cyber', 'server', never)).toEqual(found);
    expect(readings()).toBe(1);
    clock.time += 3_600_000;
    await ports.choices('cyber', 'server', never);
    expect(readings()).toBe(2);
  });

  test('nothing is read for a form that refers to nothing', async () => {
    const { ports, requests } = await catalogue();
    expect(await ports.choices('cyber', 'database', never)).toEqual({});
    expect(await ports.choices('nobody', 'server', never)).toEqual({});
    expect(requests).toEqual([]);
  });

  test('the provider’s own rules check an action without sending it or repeating a secret', async () => {
    const { ports, requests } = await catalogue();
    const fields = {
      hostname: 'web.example.com',
      plan_id: '2',
      location_code: 'la',
      template_id: '101',
      root_password: 'weak-hunter',
    };
    const request: ActionRequest = { create: 'server', provider: 'cyber', fields };
    const found = await ports.check(request, never);
    expect(found).toMatchObject({ code: 'invalid' });
    expect(found?.message).toMatch(/root_password/);
    expect(found?.message).not.toContain('weak-hunter');
    const good = { ...request, fields: { ...fields, root_password: 'hunter22222' } };
    expect(await ports.check(good, never)).toBeNull();
    expect(await ports.check({ ...request, provider: 'nobody' }, never)).toMatchObject({ code: 'config' });
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('forms are the provider’s own', async () => {
    const { ports } = await catalogue();
    expect(ports.forms('cyber')?.create.server?.map(({ name }) => name)).toContain('plan_id');
    expect(ports.forms('nobody')).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { act, prepareAction } from '../../src/actions/act.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';
import { type Reply, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testServer } from '../support/resources.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const actor = { user: 'ann', host: 'here', pid: 1, processStart: null };
const deps = { clock: systemClock, random: Math.random };
const said = { success: false, message: 'said so' };

/** What becomes of a VPS that is to be stopped, and what the journal keeps of it. */
async function stopped(reply: Reply) {
  const api = await startApi({ 'POST /vps/45/stop': reply });
  const connected = connectTestProvider('cyberpanel', api.url, { name: 'p' });
  const resource = testServer({ provider: 'p', id: '45' });
  const request = { target: { kind: 'server', resource }, deed: { verb: 'stop' } } as const;
  const prepared = await prepareAction(connected, request, never);
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const journal = openJournal(makeFolder(), deps.clock.now, () => {});
  const { type } = await act(connected, request, prepared.value, { journal, actor, deps }, never);
  const writes = api.requests.filter(({ method }) => method !== 'GET').length;
  return { type, writes, kept: journal.read().at(-1) };
}

test.each([400, 401, 402, 403, 404, 409, 422, 429])('a %i says that nothing happened', async (status) => {
  expect(await stopped({ status, body: said })).toMatchObject({
    type: 'refused',
    writes: 1,
    kept: { type: 'outcome', ok: false, status },
  });
});

test.each([408, 500, 501, 502, 503, 504])('after a %i nobody knows, and it is sent once', async (status) => {
  expect(await stopped({ status, body: said })).toMatchObject({
    type: 'unknown',
    writes: 1,
    kept: { type: 'outcome', ok: null, status },
  });
});

test('nor after a success that cannot be read', async () => {
  expect(await stopped({ body: '<!doctype html><title>Welcome</title>' })).toMatchObject({
    type: 'unknown',
    writes: 1,
    kept: { type: 'outcome', ok: null, status: 200 },
  });
});

test('a success that says no is one', async () => {
  expect(await stopped({ body: said })).toMatchObject({ type: 'refused', kept: { ok: false, status: 200 } });
});

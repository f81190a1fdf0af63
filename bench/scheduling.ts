import type { FleetEvent } from '../src/model/fleet-event.ts';
import { succeed } from '../src/model/result.ts';
import { startPolling } from '../src/polling/start-polling.ts';
import { createFakeProvider } from '../test/support/fake-provider.ts';
import { createManualClock } from '../test/support/manual-clock.ts';
import { testMetrics, testServer } from '../test/support/resources.ts';
import type { Bench } from './bench.ts';
import { figure } from './figure.ts';

const count = 10_000;
const minutes = 30;
/** What a key is given whose fleet is that large; polling may use four fifths of it. */
const limits = { perMinute: 240, perHour: 14_400 };

/** What deciding whom to ask next costs, in processor time of simulated minutes; the asking itself costs nothing here. */
export const scheduling: Bench = async () => {
  const clock = createManualClock();
  const servers = Array.from({ length: count }, (_, index) =>
    testServer({ provider: 'acme', id: String(index), name: `vps-${index}` }),
  );
  const visible = servers.slice(0, 60).map(({ ref }) => ref);
  let selected = 0;
  const acme = createFakeProvider(clock, {
    limits,
    members: (send) => ({
      listServers: async () => {
        await send();
        return succeed({ items: servers, problems: [] });
      },
      isIncomplete: ({ plan }) => plan === null,
      completeServer: async (server) => {
        await send();
        return succeed({ ...server, plan: 'small' });
      },
      readMetrics: async () => {
        await send();
        return succeed(testMetrics({ observedAt: clock.now() }));
      },
    }),
  });
  let events = 0;
  const emit = (_event: FleetEvent) => {
    events += 1;
  };
  const polling = startPolling({
    providers: [acme.connected],
    clock,
    emit,
    interest: () => ({ selected: visible[selected] ?? null, visible, isComparing: true }),
  });
  await clock.advance(60_000);
  const before = process.cpuUsage();
  for (let minute = 0; minute < minutes; minute += 1) {
    polling.notice('key');
    selected = (selected + 7) % visible.length;
    polling.reconsider();
    await clock.advance(60_000);
  }
  const { user, system } = process.cpuUsage(before);
  polling.stop();
  const percent = ((user + system) / 1_000 / (minutes * 60_000)) * 100;
  const perMinute = acme.sentAt.length / (minutes + 1);
  if (events === 0) throw new Error('nothing was polled');
  return [
    figure('scheduling-cpu-10000', percent, '%', { bar: 1 }),
    figure('scheduling-requests-10000', perMinute, 'a minute'),
  ];
};

// Loaded into the program before it begins: on SIGUSR2 it tells what the process has open, and changes nothing.
import { appendFileSync } from 'node:fs';
import { constants, PerformanceObserver } from 'node:perf_hooks';

/** What was in use after the collections of everything since the last observation: the least of it is what lives. */
let liveBytes = Number.POSITIVE_INFINITY;
new PerformanceObserver((list) => {
  const { NODE_PERFORMANCE_GC_MAJOR: everything } = constants;
  if (list.getEntries().some(({ detail }) => detail.kind === everything))
    liveBytes = Math.min(liveBytes, process.memoryUsage().heapUsed);
}).observe({ entryTypes: ['gc'] });

const listenersOf = (emitter) =>
  emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);

process.on('SIGUSR2', () => {
  const kinds = process.getActiveResourcesInfo();
  const count = (pattern) => kinds.filter((kind) => pattern.test(kind)).length;
  const { rss, heapUsed, external } = process.memoryUsage();
  const observation = {
    timers: count(/Timeout|Immediate/),
    sockets: count(/TCP|TLS|Pipe/),
    others: count(/^(?!.*(Timeout|Immediate|TCP|TLS|Pipe))/),
    listeners: [process, process.stdin, process.stdout, process.stderr].reduce(
      (sum, emitter) => sum + listenersOf(emitter),
      0,
    ),
    rssMb: rss / 2 ** 20,
    heapMb: heapUsed / 2 ** 20,
    liveMb: liveBytes === Number.POSITIVE_INFINITY ? null : liveBytes / 2 ** 20,
    externalMb: external / 2 ** 20,
  };
  appendFileSync(process.env.FLEETOP_OBSERVATIONS, `${JSON.stringify(observation)}\n`);
  liveBytes = Number.POSITIVE_INFINITY;
});

// Loaded into the program before it begins: on SIGURG it collects all that nobody refers to and tells what is left.
import { appendFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
/** A collection of everything, at once. */
const collect = runInNewContext('gc');

const listenersOf = (emitter) =>
  emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);

/** Sockets are kept open for a while, and counted by themselves. */
const isFile = (descriptor) => {
  try {
    return !readlinkSync(`/proc/self/fd/${descriptor}`).startsWith('socket:');
  } catch {
    // The folder itself, which is closed again.
    return false;
  }
};

process.on('SIGURG', () => {
  const kinds = process.getActiveResourcesInfo();
  const count = (pattern) => kinds.filter((kind) => pattern.test(kind)).length;
  collect();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const observation = {
    timers: count(/Timeout|Immediate/),
    sockets: count(/TCP|TLS|Pipe/),
    others: count(/^(?!.*(Timeout|Immediate|TCP|TLS|Pipe))/),
    files: readdirSync('/proc/self/fd').filter(isFile).length,
    listeners: [process, process.stdin, process.stdout, process.stderr].reduce(
      (sum, emitter) => sum + listenersOf(emitter),
      0,
    ),
    rssMb: rss / 2 ** 20,
    liveMb: heapUsed / 2 ** 20,
    arraysMb: arrayBuffers / 2 ** 20,
    externalMb: external / 2 ** 20,
  };
  appendFileSync(process.env.FLEETOP_OBSERVATIONS, `${JSON.stringify(observation)}\n`);
});

import type { World } from '../http/api.ts';
import { ipv4, ipv6, machineName } from '../names.ts';
import { base36, createRandom, cycle, hash, pick, type Random } from '../random.ts';
import { type Schedule, sequence, settled } from '../schedule.ts';
import { day, minute, second } from '../time.ts';
import { type Plan, plans, regions, systems } from './catalog.ts';

export type Server = {
  readonly id: string;
  name: string;
  readonly plan: Plan;
  readonly region: string;
  readonly os: string;
  readonly ipv4: string;
  readonly ipv6: string | null;
  readonly createdAt: number;
  status: Schedule<string>;
};

/** The account's servers by id, in the order they were created. */
export const createServers = (world: World, count: number): Map<string, Server> => {
  const servers = new Map<string, Server>();
  for (let index = 0; index < count; index += 1) {
    const server = serverAt(world, index);
    servers.set(server.id, server);
  }
  return servers;
};

export const serverId = (random: Random): string => `cl${base36(random, 23)}`;

const serverAt = (world: World, index: number): Server => {
  const { seed, startedAt } = world;
  const random = createRandom(hash(seed, 'sparrowhost', 'server', index));
  const isNew = index === newcomer;
  const name = machineName(index);
  return {
    id: serverId(random),
    name,
    // Databases get the machine with the most memory.
    plan: name.startsWith('db') ? cycle(plans, 4) : random() < 0.4 ? cycle(plans, 0) : pick(random, plans),
    region: random() < 0.7 ? cycle(regions, 0) : pick(random, regions),
    os: random() < 0.5 ? cycle(systems, 0).name : pick(random, systems).name,
    ipv4: ipv4(index),
    ipv6: random() < 0.4 ? ipv6(index) : null,
    createdAt: isNew ? startedAt - 20 * second : Math.floor(startedAt - (3 + 720 * random()) * day),
    status: isNew ? sequence(startedAt, [['provisioning', 1.5 * minute]], 'running') : firstStatus(index),
  };
};

/** The one server still being provisioned when the simulator starts. */
const newcomer = 9;

/** A stopped and a suspended server among the first ten; in large fleets a few more of each. */
const firstStatus = (index: number): Schedule<string> => {
  if (index % 60 === 3) return settled('stopped');
  if (index % 200 === 6) return settled('suspended');
  return settled('running');
};

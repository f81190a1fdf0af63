import type { World } from '../http/api.ts';
import { hostName, ipv4 } from '../names.ts';
import { between, createRandom, cycle, hash, type NonEmpty, pick } from '../random.ts';
import { type Schedule, settled, valueAt } from '../schedule.ts';
import type { LoadProfile } from '../signals.ts';
import { day, minute, second } from '../time.ts';
import { type Location, locations, type Plan, plans } from './catalog.ts';

export type Snapshot = {
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  readonly hasRam: boolean;
};

export type Vps = {
  readonly id: number;
  readonly vmid: number;
  readonly name: string;
  readonly plan: Plan;
  readonly location: Location;
  readonly ip: string;
  readonly createdAt: number;
  updatedAt: number;
  /** What the account's database says. */
  status: Schedule<string>;
  /** What the hypervisor says: ahead of `status` by some seconds after an action. */
  live: Schedule<string>;
  /** When the present run began, epoch ms. */
  bootedAt: number;
  readonly isSuspended: boolean;
  readonly cpu: LoadProfile;
  readonly memory: LoadProfile;
  readonly pid: number;
  readonly snapshots: Snapshot[];
  /** How long its deployment takes. */
  readonly deploymentMs: number;
  /** When its deployment began; null for those older than any record of it. */
  readonly deployedFrom: number | null;
  deletedAt: number | null;
};

export const createFleet = (world: World, count: number): Map<number, Vps> => {
  const fleet = new Map<number, Vps>();
  for (let index = 0; index < count; index += 1) {
    const vps = vpsAt(world, index);
    fleet.set(vps.id, vps);
  }
  return fleet;
};

const firstId = 45;
const firstVmid = 281;

/** A machine that has just been ordered. */
export const newVps = (
  world: World,
  index: number,
  order: { readonly name: string; readonly plan: Plan; readonly location: Location; readonly at: number },
): Vps => ({
  id: firstId + index,
  vmid: firstVmid + index,
  name: order.name,
  plan: order.plan,
  location: order.location,
  ip: ipv4(index + 1),
  createdAt: order.at,
  updatedAt: order.at,
  ...deploying(order.at, world.deploymentMs),
  deploymentMs: world.deploymentMs,
  isSuspended: false,
  ...loads(world, index),
  snapshots: [],
  deployedFrom: order.at,
  deletedAt: null,
});

/** Whether it counts as one of the account's: not deleted. */
export const isPresent = (vps: Vps): boolean => vps.deletedAt === null;

export const statusOf = (vps: Vps, now: number): string => valueAt(vps.status, now);

const vpsAt = (world: World, index: number): Vps => {
  const random = createRandom(hash(world.seed, 'cyberpanel', 'vps', index));
  const isDeploying = index === specials.deploying;
  const age = isDeploying ? 70 * second : (2 + 700 * random()) * day;
  const createdAt = Math.floor(world.startedAt - age);
  const plan = index === specials.sick ? cycle(plans, 3) : pick(random, plans);
  const location = random() < 0.6 ? cycle(locations, 0) : cycle(locations, 1);
  const vps = newVps(world, index, { name: hostName(index), plan, location, at: createdAt });
  if (isDeploying) return vps;
  const bootedAt = Math.floor(world.startedAt - Math.min(age, 90 * day) * random());
  const isSuspended = index % 100 === specials.suspended;
  const isStopped = index % 40 === specials.stopped;
  // The vendor knows both a status word and a flag for suspension; which of them a machine shows varies.
  const word =
    isSuspended && index % 200 === specials.suspended
      ? 'suspended'
      : isSuspended || isStopped
        ? 'stopped'
        : 'running';
  const live = word === 'running' ? 'running' : 'stopped';
  return {
    ...vps,
    isSuspended,
    status: settled(word),
    live: settled(live),
    bootedAt,
    updatedAt: bootedAt,
    deployedFrom: null,
    snapshots: index % 3 === 0 ? [firstSnapshot(world.startedAt, random())] : [],
  };
};

/** Places of the machines that differ: 97 % busy, switched off, suspended, still being deployed. */
const specials = { sick: 1, stopped: 3, suspended: 5, deploying: 8 };

const deploying = (from: number, deploymentMs: number): Pick<Vps, 'status' | 'live' | 'bootedAt'> => {
  const readyAt = from + deploymentMs;
  const live: Schedule<string> = { steps: [{ until: readyAt, value: 'deploying' }], final: 'running' };
  return { status: live, live, bootedAt: readyAt };
};

const bases: NonEmpty<readonly [cpu: number, memory: number]> = [
  [24, 52],
  [9, 38],
  [4, 29],
  [41, 71],
  [14, 63],
  [2, 22],
  [33, 58],
];

const loads = (world: World, index: number): Pick<Vps, 'cpu' | 'memory' | 'pid'> => {
  const seed = hash(world.seed, 'cyberpanel', 'load', index);
  const pid = between(createRandom(seed), 1_200, 900_000);
  if (index === specials.sick) {
    return { cpu: { seed, base: 97.6, swing: 2 }, memory: { seed, base: 94.5, swing: 2 }, pid };
  }
  const [cpu, memory] = cycle(bases, index);
  return { cpu: { seed, base: cpu, swing: cpu * 0.9 }, memory: { seed, base: memory, swing: 9 }, pid };
};

const firstSnapshot = (startedAt: number, chance: number): Snapshot => ({
  name: 'pre-upgrade-snapshot',
  description: 'Before system upgrade',
  createdAt: Math.floor(startedAt - (1 + 20 * chance) * day - 7 * minute),
  hasRam: chance < 0.2,
});

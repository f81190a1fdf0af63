import type { World } from '../http/api.ts';
import { workloadName } from '../names.ts';
import { createRandom, cycle, hash, type NonEmpty, pick, uuid } from '../random.ts';
import { type Schedule, sequence, settled, valueAt } from '../schedule.ts';
import type { LoadProfile } from '../signals.ts';
import { day, second } from '../time.ts';
import { objectId } from './account.ts';

/** A machine image: sizes as the API writes them, the price in dollars a day. */
export type Image = {
  readonly id: string;
  readonly name: string;
  readonly cpu: number;
  readonly memory: string;
  readonly storage: string;
  readonly dailyTopUp: number;
};

export type Service = {
  readonly name: string;
  readonly image: string;
  readonly tag: string;
  readonly machine: Image;
  readonly cpu: LoadProfile;
  readonly memory: LoadProfile;
};

export type ComputeDeployment = {
  readonly id: string;
  readonly type: 'DEPLOY' | 'UPDATE';
  readonly topic: string;
  readonly createdAt: number;
  status: Schedule<string>;
  readonly services: readonly Service[];
};

export type Instance = {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly projectId: string;
  readonly region: string;
  readonly isSpot: boolean;
  readonly createdAt: number;
  state: Schedule<string>;
  /** Oldest first; the newest is the active one. */
  readonly deployments: ComputeDeployment[];
};

export type ComputeProject = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
};

export type ComputeFleet = {
  readonly projects: Map<string, ComputeProject>;
  readonly instances: Map<string, Instance>;
};

const image = (name: string, cpu: number, memory: string, storage: string, dailyTopUp: number): Image => ({
  id: objectId('image', name),
  name,
  cpu,
  memory,
  storage,
  dailyTopUp,
});

export const images: NonEmpty<Image> = [
  image('Ventus Small', 1, '2Gi', '20Gi', 0.42),
  image('Ventus Nano', 0.5, '512Mi', '10Gi', 0.17),
  image('Ventus Medium', 2, '4Gi', '40Gi', 0.88),
  image('Ventus Large', 8, '16Gi', '100Gi', 3.1),
];

export const computeRegions: NonEmpty<string> = ['us-west', 'us-east', 'eu-central', 'any'];

const software: NonEmpty<readonly [image: string, tag: string]> = [
  ['ghcr.io/example-org/inference', '2.3.1'],
  ['ethereum/client-go', 'stable'],
  ['jupyter/minimal-notebook', 'latest'],
  ['qdrant/qdrant', 'v1.9'],
  ['ollama/ollama', '0.3'],
  ['minio/minio', 'latest'],
  ['grafana/grafana', '11.1'],
];

export const createComputeFleet = (world: World, count: number): ComputeFleet => {
  const projects = new Map<string, ComputeProject>();
  const instances = new Map<string, Instance>();
  for (let index = 0; index < count; index += 1) {
    const block = Math.floor(index / 8);
    const name = block === 0 ? 'production' : `cluster-${block + 1}`;
    const project = projectOf(world, name, world.startedAt - 500 * day);
    projects.set(project.id, project);
    const instance = instanceAt(world, index, project.id);
    instances.set(instance.id, instance);
  }
  return { projects, instances };
};

export const projectOf = (world: World, name: string, at: number): ComputeProject => ({
  id: objectId(world.seed, 'compute project', name),
  name,
  description: `${name} workloads`,
  createdAt: at,
});

export const stateOf = (instance: Instance, now: number): string => valueAt(instance.state, now);

/** A new deployment of an instance, at first `Pending`. Services left out stay what they were. */
export const deployInstance = (
  world: World,
  instance: Instance,
  at: number,
  services?: readonly Service[],
) => {
  const key = hash(world.seed, instance.id, instance.deployments.length, at);
  const deployment: ComputeDeployment = {
    id: objectId(key, 'compute deployment'),
    type: instance.deployments.length === 0 ? 'DEPLOY' : 'UPDATE',
    topic: uuid(createRandom(key)),
    createdAt: at,
    status: sequence(
      at,
      [
        ['Queued', 2 * second],
        ['Pending', 10 * second],
      ],
      'Deployed',
    ),
    services: services ??
      instance.deployments.at(-1)?.services ?? [serviceOf(world, instance.index, instance.name)],
  };
  const previous = instance.deployments.at(-1);
  if (previous !== undefined) previous.status = sequence(at, [['Deployed', 12 * second]], 'Deprecated');
  instance.deployments.push(deployment);
  if (instance.deployments.length > 50) instance.deployments.shift();
  return deployment;
};

export const serviceOf = (world: World, index: number, name: string): Service => {
  const seed = hash(world.seed, 'spheron', 'load', index, name);
  const [source, tag] = cycle(software, index);
  const isSick = index % 40 === 2;
  return {
    name,
    image: source,
    tag,
    machine: cycle(images, index),
    cpu: isSick ? { seed, base: 93, swing: 6 } : { seed, base: 6 + (seed % 45), swing: 20 },
    memory: isSick ? { seed, base: 91, swing: 4 } : { seed, base: 25 + (seed % 50), swing: 8 },
  };
};

const instanceAt = (world: World, index: number, projectId: string): Instance => {
  const { seed, startedAt } = world;
  const random = createRandom(hash(seed, 'spheron', 'instance', index));
  const isStarting = index === 3;
  const createdAt = isStarting ? startedAt - 8 * second : Math.floor(startedAt - (2 + 400 * random()) * day);
  const instance: Instance = {
    id: objectId(seed, 'instance', index),
    index,
    name: workloadName(index),
    projectId,
    region: pick(random, computeRegions),
    isSpot: random() < 0.4,
    createdAt,
    state: isStarting
      ? sequence(startedAt, [['Starting', 60 * second]], 'Active')
      : settled(firstState(index)),
    deployments: [],
  };
  const main = serviceOf(world, index, 'app');
  const services = index % 3 === 1 ? [main, serviceOf(world, index + 5, 'cache')] : [main];
  const deployment = deployInstance(world, instance, createdAt, services);
  if (firstState(index) === 'Failed-start') deployment.status = settled('Failed');
  return instance;
};

const firstState = (index: number): string =>
  index % 40 === 5 ? 'Failed-start' : index % 40 === 6 ? 'Closed' : 'Active';

import { buildLines, type TimedLine } from '../build-log.ts';
import type { World } from '../http/api.ts';
import { exampleDomain, projectName } from '../names.ts';
import { createRandom, cycle, hash, hex, type NonEmpty, uuid } from '../random.ts';
import { type Schedule, sequence, settled, valueAt } from '../schedule.ts';
import { day, hour, second } from '../time.ts';
import { objectId } from './account.ts';

export type Deployment = {
  readonly id: string;
  readonly topic: string;
  readonly commitId: string;
  readonly commitMessage: string;
  readonly branch: string;
  readonly createdAt: number;
  /** When the builder takes it up, epoch ms; null while it waits to be authorized. */
  buildsFrom: number | null;
  readonly buildMs: number;
  status: Schedule<string>;
  readonly lines: readonly TimedLine[];
  readonly failure: string | null;
};

export type EnvVar = { readonly id: string; name: string; value: string; environments: readonly string[] };
export type Environment = {
  readonly id: string;
  name: string;
  branches: readonly string[];
  protocol: string;
  isActive: boolean;
};
export type Domain = {
  readonly id: string;
  name: string;
  link: string;
  type: string;
  isVerified: boolean;
  readonly createdAt: number;
};

export type Project = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  state: string;
  readonly framework: string;
  configuration: Readonly<Record<string, unknown>>;
  env: EnvVar[];
  environments: Environment[];
  domains: Domain[];
  readonly createdAt: number;
  /** Oldest first. */
  readonly deployments: Deployment[];
  readonly isBroken: boolean;
};

const frameworks: NonEmpty<string> = ['react', 'next', 'vue', 'vite', 'docusaurus', 'svelte'];
const messages: NonEmpty<string> = [
  'Fix wallet connect on mobile',
  'Update dependencies',
  'Add dark theme',
  'Cache token list',
  'Release 2.4.1',
];

/** What is special about a project by its place. */
const roles = { awaiting: 1, failing: 2, empty: 3 };

export const createProjects = (world: World, count: number): Map<string, Project> => {
  const projects = Array.from({ length: count }, (_, index) => projectAt(world, index));
  return new Map(projects.map((project) => [project.id, project]));
};

/** `Queued`, then `Pending` while it builds, then `Deployed` or `Failed`. */
export const runFrom = (at: number, buildMs: number, failure: string | null): Schedule<string> =>
  sequence(
    at,
    [
      ['Queued', 3 * second],
      ['Pending', buildMs],
    ],
    failure === null ? 'Deployed' : 'Failed',
  );

export const addDeployment = (world: World, project: Project, at: number, isAwaiting = false): Deployment => {
  const key = hash(world.seed, project.id, project.deployments.length, at);
  const random = createRandom(key);
  const failure = project.isBroken ? "Module not found: Can't resolve './abi/Vault.json'" : null;
  const buildMs = Math.round((20 + 30 * random()) * second);
  const deployment: Deployment = {
    id: objectId(key, 'deployment'),
    topic: uuid(random),
    commitId: hex(random, 40),
    commitMessage: cycle(messages, key),
    branch: 'main',
    createdAt: at,
    buildsFrom: isAwaiting ? null : at + 3 * second,
    buildMs,
    status: isAwaiting ? settled('AuthorizationNeeded') : runFrom(at, buildMs, failure),
    failure,
    lines: buildLines({
      seed: key,
      builder: 'spheron',
      framework: project.framework,
      repository: project.url,
      branch: 'main',
      buildMs: buildMs * 0.8,
      deployMs: buildMs * 0.2,
      address: `${project.name}.spheron.example.net`,
      failure,
    }),
  };
  project.deployments.push(deployment);
  if (project.deployments.length > 200) project.deployments.shift();
  return deployment;
};

export const statusOf = (deployment: Deployment, now: number): string => valueAt(deployment.status, now);

export const newProject = (world: World, index: number, name: string, url: string, at: number): Project => {
  const environment: Environment = {
    id: objectId(world.seed, 'environment', index),
    name: 'Production',
    branches: ['main'],
    protocol: 'ipfs-filecoin',
    isActive: true,
  };
  const framework = cycle(frameworks, index);
  return {
    id: objectId(world.seed, 'project', index),
    name,
    url,
    state: 'MAINTAINED',
    framework,
    configuration: {
      _id: objectId(world.seed, 'configuration', index),
      buildCommand: 'npm run build',
      installCommand: 'npm install',
      workspace: '',
      publishDir: 'dist',
      framework,
      nodeVersion: 'V_16',
    },
    env: [],
    environments: [environment],
    domains: [],
    createdAt: at,
    deployments: [],
    isBroken: false,
  };
};

const projectAt = (world: World, index: number): Project => {
  const { seed, startedAt } = world;
  const random = createRandom(hash(seed, 'spheron', 'project', index));
  const name = projectName(index);
  const createdAt = Math.floor(startedAt - (30 + 500 * random()) * day);
  const url = `https://github.com/example-org/${name}`;
  const fresh = newProject(world, index, name, url, createdAt);
  const environments = fresh.environments.map(({ id }) => id);
  const project: Project = {
    ...fresh,
    isBroken: index % 20 === roles.failing,
    env: [
      { id: objectId(seed, 'env', index, 0), name: 'NODE_ENV', value: 'production', environments },
      { id: objectId(seed, 'env', index, 1), name: 'RPC_TOKEN', value: 'not-a-real-token', environments },
    ],
    domains: [
      {
        id: objectId(seed, 'domain', index),
        name: exampleDomain(name, index),
        link: '',
        type: 'subdomain',
        isVerified: index % 3 !== 1,
        createdAt,
      },
    ],
  };
  if (index % 20 === roles.empty) return project;
  const ages = [20 * day, 6 * day, 30 * hour, 5 * hour].map((age) => age * (0.4 + random()));
  for (const age of ages) addDeployment(world, project, Math.floor(startedAt - age));
  if (index === roles.awaiting) addDeployment(world, project, startedAt - 90 * second, true);
  if (index === 0) addDeployment(world, project, startedAt - 5 * second);
  return project;
};

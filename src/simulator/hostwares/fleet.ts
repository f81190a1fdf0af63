import type { World } from '../http/api.ts';
import { exampleDomain, siteName } from '../names.ts';
import { base36, createRandom, cycle, hash, type NonEmpty, type Random } from '../random.ts';
import { type Schedule, sequence, settled } from '../schedule.ts';
import { day, second } from '../time.ts';

export type Site = {
  readonly id: string;
  name: string;
  readonly type: string;
  repository: string;
  branch: string;
  port: number;
  buildCommand: string;
  startCommand: string;
  readonly domain: string | null;
  readonly createdAt: number;
  updatedAt: number;
  status: Schedule<string>;
  env: readonly { readonly key: string; readonly value: string }[];
  /** Its deployments end in FAILED. */
  readonly isBroken: boolean;
};

export type Database = {
  readonly id: string;
  name: string;
  readonly type: string;
  readonly createdAt: number;
  status: Schedule<string>;
};

export const databaseTypes: NonEmpty<string> = ['postgresql', 'redis', 'mysql', 'mongodb'];

export const resourceId = (random: Random): string => `cm${base36(random, 23)}`;

export const deploymentOf = (now: number, isBroken: boolean): Schedule<string> =>
  sequence(now, [['DEPLOYING', (isBroken ? 14 : 28) * second]], isBroken ? 'FAILED' : 'RUNNING');

/** The account's sites by id. Of the first ones the second failed, the third is stopped, the fourth deploying. */
export const createSites = (world: World, count: number): Map<string, Site> => {
  const sites = Array.from({ length: count }, (_, index): Site => {
    const random = createRandom(hash(world.seed, 'hostwares', 'site', index));
    const name = siteName(index);
    const createdAt = Math.floor(world.startedAt - (1 + 300 * random()) * day);
    const isBroken = index % 25 === 1;
    return {
      id: resourceId(random),
      name,
      type: 'github',
      repository: `github.com/example-org/${name}`,
      branch: random() < 0.8 ? 'main' : 'develop',
      port: random() < 0.7 ? 3000 : 8080,
      buildCommand: 'npm run build',
      startCommand: 'npm start',
      domain: random() < 0.75 ? exampleDomain(name, index) : null,
      createdAt,
      updatedAt: Math.floor(createdAt + (world.startedAt - createdAt) * random()),
      status: firstStatus(index, world.startedAt),
      env: [
        { key: 'NODE_ENV', value: 'production' },
        { key: 'SESSION_SECRET', value: 'not-a-real-secret' },
      ],
      isBroken,
    };
  });
  return new Map(sites.map((site) => [site.id, site]));
};

/** The account's databases by id. */
export const createDatabases = (world: World, count: number): Map<string, Database> => {
  const databases = Array.from({ length: count }, (_, index): Database => {
    const random = createRandom(hash(world.seed, 'hostwares', 'database', index));
    return {
      id: resourceId(random),
      name: index === 0 ? 'production-db' : index === 1 ? 'session-cache' : `${siteName(index)}-db`,
      type: cycle(databaseTypes, index),
      createdAt: Math.floor(world.startedAt - (5 + 200 * random()) * day),
      status: settled('RUNNING'),
    };
  });
  return new Map(databases.map((database) => [database.id, database]));
};

const firstStatus = (index: number, startedAt: number): Schedule<string> => {
  if (index % 25 === 1) return settled('FAILED');
  if (index % 20 === 2) return settled('STOPPED');
  if (index === 3) return sequence(startedAt, [['DEPLOYING', 75 * second]], 'RUNNING');
  return settled('RUNNING');
};

import { buildLines, type TimedLine } from '../build-log.ts';
import { base36, createRandom, hash } from '../random.ts';
import { type Schedule, settled, valueAt } from '../schedule.ts';
import { second } from '../time.ts';

export type Deployment = {
  readonly id: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly buildMs: number;
  readonly deployMs: number;
  readonly outcome: 'running' | 'failed';
  readonly lines: readonly TimedLine[];
};

export type App = {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly repoUrl: string;
  readonly branch: string;
  readonly buildType: string;
  readonly framework: string;
  readonly customDomains: string[];
  env: ReadonlyMap<string, string>;
  readonly createdAt: number;
  /** Oldest first. */
  readonly deployments: Deployment[];
  /** The container's own state, which counts once the newest deployment has succeeded. */
  power: Schedule<string>;
  poweredAt: number;
  /** Builds fail until this variable is set: the mistake a user can find in the log and mend. */
  readonly needsVariable: string | null;
  /** Somebody pushes to the branch this long after each deployment; null: nobody does. */
  readonly pushEveryMs: number | null;
};

export const finishedAt = (deployment: Deployment): number =>
  deployment.startedAt + deployment.buildMs + deployment.deployMs;

export const newestOf = (app: App): Deployment | undefined => app.deployments.at(-1);

/** `idle`, `building`, `deploying`, `failed`, or what the container does: `running`, `stopped` and between. */
export const appStatus = (app: App, now: number): string => {
  const newest = newestOf(app);
  if (newest === undefined) return 'idle';
  const status = deploymentStatus(newest, now);
  return status === 'running' ? valueAt(app.power, now) : status;
};

export const deploymentStatus = (deployment: Deployment, now: number): string => {
  if (now < deployment.startedAt + deployment.buildMs) return 'building';
  if (now < finishedAt(deployment)) return 'deploying';
  return deployment.outcome;
};

export const isBusy = (app: App, now: number): boolean => {
  const newest = newestOf(app);
  return newest !== undefined && now < finishedAt(newest);
};

/** Starts a build at `at` (epoch ms) and returns it. */
export const startBuild = (app: App, seed: number, at: number): Deployment => {
  const key = hash(seed, app.id, app.deployments.length, at);
  const random = createRandom(key);
  const lacks = app.needsVariable !== null && !app.env.has(app.needsVariable);
  const buildMs = Math.round((18 + 22 * random()) * second);
  const deployMs = lacks ? 0 : Math.round((5 + 5 * random()) * second);
  return addDeployment(app, {
    id: deploymentId(key),
    startedAt: at,
    buildMs,
    deployMs,
    outcome: lacks ? 'failed' : 'running',
    lines: buildLines({
      seed: key,
      builder: app.buildType,
      framework: frameworkTitles[app.framework] ?? app.framework,
      repository: app.repoUrl,
      branch: app.branch,
      buildMs,
      deployMs,
      address: primaryDomain(app),
      failure: lacks ? `Error: environment variable ${app.needsVariable} is not set` : null,
    }),
  });
};

/** Restores an earlier deployment's image: no build, some seconds. */
export const startRollback = (app: App, target: Deployment, seed: number, at: number): Deployment =>
  addDeployment(app, {
    id: deploymentId(hash(seed, app.id, 'rollback', app.deployments.length, at)),
    startedAt: at,
    buildMs: 0,
    deployMs: 8 * second,
    outcome: 'running',
    lines: [
      { afterMs: 300, line: `[deploy] Rolling back to ${target.id}` },
      { afterMs: 3_000, line: '[deploy] Starting container' },
      { afterMs: 7_500, line: '[deploy] Container started' },
    ],
  });

/** Makes up for the pushes that happened since anybody looked. */
export const catchUp = (app: App, seed: number, now: number): void => {
  if (app.pushEveryMs === null) return;
  // After a long pause only the newest few are worth telling.
  for (let round = 0; round < 50; round += 1) {
    const newest = newestOf(app);
    if (newest === undefined) return;
    const due = finishedAt(newest) + app.pushEveryMs;
    if (due > now) return;
    startBuild(app, seed, round === 49 ? now : due);
  }
};

export const primaryDomain = (app: Pick<App, 'name'>): string => `${app.name}.nestdeploy.app`;

const deploymentId = (key: number): string => `dep_${base36(createRandom(key ^ 0x6d), 9)}`;

const addDeployment = (app: App, deployment: Deployment): Deployment => {
  app.deployments.push(deployment);
  if (app.deployments.length > 100) app.deployments.shift();
  app.power = settled('running');
  app.poweredAt = finishedAt(deployment);
  return deployment;
};

const frameworkTitles: Readonly<Record<string, string>> = {
  nextjs: 'Next.js',
  vite: 'Vite',
  astro: 'Astro',
  sveltekit: 'SvelteKit',
  nuxt: 'Nuxt',
  docker: 'Dockerfile',
};

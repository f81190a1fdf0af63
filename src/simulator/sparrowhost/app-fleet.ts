import type { World } from '../http/api.ts';
import { appName, exampleDomain } from '../names.ts';
import { base36, createRandom, cycle, hash, type NonEmpty } from '../random.ts';
import { settled } from '../schedule.ts';
import { day, hour, minute, second } from '../time.ts';
import { type App, startBuild } from './app-state.ts';

const frameworks: NonEmpty<string> = ['nextjs', 'vite', 'docker', 'astro', 'nextjs', 'sveltekit', 'nuxt'];

/** What is special about an app by its place: the rest run, deployed days ago. */
const roles = { pushed: 0, failing: 2, idle: 4, stopped: 6 };

/** The account's NestDeploy apps by id, oldest first. */
export const createApps = (world: World, count: number): Map<string, App> => {
  const apps = new Map<string, App>();
  for (let index = 0; index < count; index += 1) {
    const app = appAt(world, index);
    apps.set(app.id, app);
  }
  return apps;
};

const appAt = (world: World, index: number): App => {
  const { seed, startedAt } = world;
  const random = createRandom(hash(seed, 'sparrowhost', 'app', index));
  const framework = cycle(frameworks, index);
  const name = appName(index);
  const isDocker = framework === 'docker';
  const app: App = {
    id: `ndapp_${base36(random, 10)}`,
    index,
    name,
    repoUrl: `https://github.com/example-org/${name}`,
    branch: random() < 0.8 ? 'main' : 'release',
    buildType: isDocker
      ? 'dockerfile'
      : framework === 'vite' || framework === 'astro'
        ? 'static'
        : 'nixpacks',
    framework,
    customDomains: random() < 0.6 ? [exampleDomain(name, index)] : [],
    env: new Map([['NODE_ENV', 'production']]),
    createdAt: Math.floor(startedAt - (40 + 300 * random()) * day),
    deployments: [],
    power: settled(index % 20 === roles.stopped ? 'stopped' : 'running'),
    poweredAt: startedAt,
    needsVariable: index % 30 === roles.failing ? 'DATABASE_URL' : null,
    pushEveryMs: index === roles.pushed ? 4 * minute : null,
  };
  if (index % 30 === roles.idle) return app;
  const power = app.power;
  const ages = [9 * day * (0.5 + random()), 2 * day * (0.5 + random()), 14 * hour * (0.3 + random())];
  for (const age of ages) {
    // The failing app worked until its newest commit.
    if (age === ages.at(-1) || app.needsVariable === null) startBuild(app, seed, Math.floor(startedAt - age));
    else
      startBuild(
        { ...app, needsVariable: null, deployments: app.deployments },
        seed,
        Math.floor(startedAt - age),
      );
  }
  if (index === roles.pushed) startBuild(app, seed, startedAt - 5 * second);
  app.power = power;
  app.poweredAt = startedAt - hour;
  return app;
};

import { configYaml } from './config-yaml.ts';
import { createCyberPanel } from './cyberpanel/index.ts';
import { createFaultBoard } from './faults.ts';
import { splitApps, splitServers } from './fleet-split.ts';
import { createHostwares } from './hostwares/index.ts';
import { listen } from './http/server.ts';
import { createRandom, hash } from './random.ts';
import { createRequestLog } from './request-log.ts';
import { createServerPilot } from './serverpilot/index.ts';
import { createSparrowHost } from './sparrowhost/index.ts';
import { createSpheron } from './spheron/index.ts';
import type { ProviderEntry, Simulator, SimulatorOptions } from './types.ts';
import { createWebhookSender } from './webhooks.ts';

export { faultProviders, parseFault } from './faults.ts';
export type {
  FaultSetting,
  ProviderEntry,
  ProviderType,
  RequestEntry,
  Simulator,
  SimulatorOptions,
} from './types.ts';
export { type FaultName, faultNames } from './types.ts';

const keptRequests = 5_000;

/**
 * Starts the five providers' APIs on 127.0.0.1, each under `/TYPE`, with a fleet made from the seed. Nothing runs by
 * itself: what changes with time is derived from the clock when asked. Rejects when the port is taken.
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { port = 0, servers = 40, apps = 24, seed = 1, faults = [], now = Date.now, limits = true } = options;
  const serverCounts = splitServers(Math.min(10_000, Math.max(1, Math.floor(servers))));
  const appCounts = splitApps(Math.max(0, Math.floor(apps)));

  const board = createFaultBoard();
  for (const fault of faults) board.set(fault.provider, fault.name);
  const webhooks = createWebhookSender(board);
  const deploymentMs = options.deploymentMs ?? 180_000;
  const world = { seed, startedAt: now(), now, hasLimits: limits, deploymentMs, webhooks };
  const sparrowhost = createSparrowHost(world, {
    servers: serverCounts.sparrowhost,
    apps: appCounts.sparrowhost,
  });
  const cyberpanel = createCyberPanel(world, serverCounts.cyberpanel);
  const hostwares = createHostwares(world, appCounts.hostwares);
  const spheron = createSpheron(world, { instances: serverCounts.spheron, projects: appCounts.spheron });
  const serverpilot = createServerPilot(world, {
    servers: serverCounts.serverpilot,
    apps: appCounts.serverpilot,
  });

  const log = createRequestLog(keptRequests);
  const random = createRandom(hash(seed, 'faults'));
  const apis = [sparrowhost.api, cyberpanel.api, hostwares.api, spheron.api, serverpilot.api];
  const server = await listen({ apis, faults: board, log, now, random }, port);
  const url = `http://127.0.0.1:${server.port}`;

  const providers: readonly ProviderEntry[] = [
    { name: 'sparrow', type: 'sparrowhost', baseUrl: `${url}/sparrowhost`, apiKey: sparrowhost.apiKey },
    {
      name: 'cyber',
      type: 'cyberpanel',
      baseUrl: `${url}/cyberpanel`,
      apiKey: cyberpanel.apiKey,
      ...(cyberpanel.rateLimit === null ? {} : { rateLimit: cyberpanel.rateLimit }),
    },
    { name: 'hostwares', type: 'hostwares', baseUrl: `${url}/hostwares`, apiKey: hostwares.apiKey },
    { name: 'spheron-sites', type: 'spheron', baseUrl: `${url}/spheron`, apiKey: spheron.siteToken },
    { name: 'spheron-compute', type: 'spheron', baseUrl: `${url}/spheron`, apiKey: spheron.computeToken },
    {
      name: 'pilot',
      type: 'serverpilot',
      baseUrl: `${url}/serverpilot`,
      clientId: serverpilot.clientId,
      apiKey: serverpilot.apiKey,
    },
  ];

  return {
    url,
    providers,
    readOnlyKeys: { sparrowhost: sparrowhost.readOnlyKey, cyberpanel: cyberpanel.readOnlyKey },
    configYaml: () => configYaml(providers),
    setFault: (provider, name) => {
      board.set(provider, name);
      if (name === 'reset') server.cutStreams(provider);
    },
    clearFaults: board.clear,
    requests: log.all,
    close: () => {
      webhooks.close();
      return server.close();
    },
  };
};

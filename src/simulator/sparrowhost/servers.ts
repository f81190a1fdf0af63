import type { World } from '../http/api.ts';
import { textField } from '../http/body.ts';
import type { Call, RouteTable } from '../http/router.ts';
import { ipv4, ipv6 } from '../names.ts';
import { createRandom, hash } from '../random.ts';
import { type Schedule, sequence, settled, valueAt } from '../schedule.ts';
import { hour, isoMs, second } from '../time.ts';
import { plans, regions, rupees, systems } from './catalog.ts';
import { type Server, serverId } from './fleet.ts';
import { fail, ok } from './replies.ts';

const minimumPaise = 1_000_00;
const maxConcurrentDeploys = 5;

/** Account and servers: endpoints 1 to 7 of the fact sheet. */
export const serverRoutes = (world: World, servers: Map<string, Server>): RouteTable => {
  const { now } = world;
  let created = 0;
  let spentPaise = 0;
  let spentAt = world.startedAt;
  // A little over four days at the present prices, yet enough that creating a server is possible.
  const balanceAtStart = Math.max(monthlyPaise(servers) * (4.3 / 30), minimumPaise * 1.2);

  const balance = (): number => {
    const hours = Math.floor((now() - spentAt) / hour);
    if (hours > 0) {
      spentPaise += (hours * monthlyPaise(servers)) / (30 * 24);
      spentAt += hours * hour;
    }
    return Math.max(0, balanceAtStart - spentPaise);
  };

  const withServer = (call: Call, use: (server: Server, status: string) => ReturnType<typeof ok>) => {
    const server = servers.get(call.param('id'));
    return server === undefined ? fail(404, 'Server not found') : use(server, valueAt(server.status, now()));
  };

  const create = (call: Call): ReturnType<typeof ok> => {
    const name = textField(call.body, 'name');
    const plan = plans.find((known) => known.id === textField(call.body, 'productId'));
    const region = regions.find((known) => known === textField(call.body, 'regionId'));
    const system = systems.find((known) => known.id === textField(call.body, 'osId'));
    if (name === null || name.length < 3 || name.length > 63)
      return fail(400, 'name must be 3 to 63 characters');
    if (plan === undefined) return fail(400, 'Unknown productId');
    if (region === undefined) return fail(400, 'Unknown regionId');
    if (system === undefined) return fail(400, 'Unknown osId');
    if (balance() < minimumPaise) return fail(402, 'Insufficient balance: a minimum of ₹1,000 is required');
    const deploying = [...servers.values()].filter(
      (server) => valueAt(server.status, now()) === 'provisioning',
    );
    if (deploying.length >= maxConcurrentDeploys) return fail(429, 'Too many concurrent deploys (maximum 5)');
    const index = servers.size + created;
    created += 1;
    const server: Server = {
      id: serverId(createRandom(hash(world.seed, 'sparrowhost', 'created', created))),
      name,
      plan,
      region,
      os: system.name,
      ipv4: ipv4(index),
      ipv6: index % 2 === 0 ? ipv6(index) : null,
      createdAt: now(),
      status: sequence(now(), [['provisioning', 25 * second]], 'running'),
    };
    servers.set(server.id, server);
    const { id, status, region: regionId, plan: planId, createdAt } = serverBody(server, now());
    return ok({ id, name, status, ipv4: null, region: regionId, plan: planId, createdAt }, 201);
  };

  return {
    'GET /api/v1/account': () =>
      ok({
        id: 'clacc4t7m0q1x',
        name: 'Example Operations',
        email: 'ops@example.com',
        balance: rupees(balance()),
        currency: 'INR',
        kycVerified: true,
      }),
    'GET /api/v1/servers': {
      scopes: ['vps:read'],
      handle: () => {
        const at = now();
        return ok([...servers.values()].map((server) => serverBody(server, at)));
      },
    },
    'GET /api/v1/servers/:id': {
      scopes: ['vps:read'],
      handle: (call) => withServer(call, (server) => ok(serverBody(server, now()))),
    },
    'POST /api/v1/servers': { scopes: ['vps:deploy'], handle: create },
    'POST /api/v1/servers/:id/actions': {
      scopes: ['vps:write'],
      handle: (call) =>
        withServer(call, (server, status) => {
          const action = textField(call.body, 'action');
          const power = powerActions.find((known) => known.name === action);
          if (power === undefined) {
            return fail(400, `action must be one of: ${powerActions.map((known) => known.name).join(', ')}`);
          }
          if (!power.from.includes(status))
            return fail(409, `Cannot ${power.name} a server that is ${status}`);
          server.status = power.leadsTo(now());
          return ok({ message: `${power.name} initiated` });
        }),
    },
    'PATCH /api/v1/servers/:id': {
      scopes: ['vps:write'],
      handle: (call) =>
        withServer(call, (server) => {
          const name = textField(call.body, 'name');
          if (name === null || name.length < 3 || name.length > 63) {
            return fail(400, 'name must be 3 to 63 characters');
          }
          server.name = name;
          return ok({ id: server.id, name });
        }),
    },
    'DELETE /api/v1/servers/:id': {
      scopes: ['vps:delete'],
      handle: (call) =>
        withServer(call, (server) => {
          balance(); // settles what it cost until now
          servers.delete(server.id);
          return ok({ message: 'Server deleted successfully' });
        }),
    },
  };
};

type PowerAction = {
  readonly name: string;
  /** The states it is accepted in; all others conflict. */
  readonly from: readonly string[];
  readonly leadsTo: (now: number) => Schedule<string>;
};

const start = (now: number): Schedule<string> => sequence(now, [['starting', 5 * second]], 'running');
const cutPower = (): Schedule<string> => settled('stopped');
const reboot = (now: number): Schedule<string> => sequence(now, [['rebooting', 8 * second]], 'running');
const shutdown = (now: number): Schedule<string> => sequence(now, [['stopping', 6 * second]], 'stopped');

const isUp = ['running', 'starting', 'rebooting', 'stopping'];

const powerActions: readonly PowerAction[] = [
  { name: 'start', from: ['stopped'], leadsTo: start },
  { name: 'stop', from: isUp, leadsTo: cutPower },
  { name: 'reboot', from: ['running'], leadsTo: reboot },
  { name: 'shutdown', from: ['running'], leadsTo: shutdown },
  { name: 'poweron', from: ['stopped'], leadsTo: start },
  { name: 'poweroff', from: isUp, leadsTo: cutPower },
];

const monthlyPaise = (servers: Map<string, Server>): number => {
  let sum = 0;
  for (const server of servers.values()) sum += server.plan.monthlyPaise;
  return sum;
};

const serverBody = (server: Server, now: number) => {
  const { plan } = server;
  const status = valueAt(server.status, now);
  const hasAddress = status !== 'provisioning';
  return {
    id: server.id,
    name: server.name,
    status,
    ipv4: hasAddress ? server.ipv4 : null,
    ipv6: hasAddress ? server.ipv6 : null,
    region: server.region,
    plan: plan.id,
    os: server.os,
    cpuCores: plan.cpuCores,
    ramMb: plan.ramMb,
    diskGb: plan.diskGb,
    bandwidthGb: plan.bandwidthGb,
    monthlyPrice: rupees(plan.monthlyPaise),
    createdAt: isoMs(server.createdAt),
  };
};

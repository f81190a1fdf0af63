import type { World } from '../http/api.ts';
import { exampleDomain, ipv4, phpAppName, websiteName } from '../names.ts';
import { base62, createRandom, cycle, hash, type NonEmpty, pick } from '../random.ts';
import { day, hour, minute } from '../time.ts';

export type Server = {
  readonly id: string;
  readonly name: string;
  plan: string;
  autoupdates: boolean;
  firewall: boolean;
  denyUnknownDomains: boolean;
  readonly runtimes: readonly string[];
  readonly address: string | null;
  readonly createdAt: number;
  /** `fresh` answers every few minutes, `stale` has stopped to, `never` has not connected yet. */
  readonly contact: 'fresh' | 'stale' | 'never';
  /** Its actions end in `error`. */
  readonly isBroken: boolean;
};

export type Ssl = {
  readonly key: string;
  readonly cert: string;
  readonly cacerts: string | null;
  readonly auto: boolean;
  readonly force: boolean;
};

export type SysUser = {
  readonly id: string;
  readonly name: string;
  readonly serverid: string;
  keys: string[];
};

export type App = {
  readonly id: string;
  readonly name: string;
  readonly sysuserid: string;
  readonly serverid: string;
  runtime: string;
  domains: readonly string[];
  ssl: Ssl | null;
  readonly createdAt: number;
};

export type Db = {
  readonly id: string;
  readonly name: string;
  readonly appid: string;
  readonly serverid: string;
  readonly user: { readonly id: string; readonly name: string };
};

export type SshKey = {
  readonly id: string;
  name: string;
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly createdAt: number;
};

export type Fleet = {
  readonly servers: Map<string, Server>;
  readonly sysusers: Map<string, SysUser>;
  readonly apps: Map<string, App>;
  readonly dbs: Map<string, Db>;
  readonly sshkeys: Map<string, SshKey>;
};

export const runtimes: NonEmpty<string> = ['php7.4', 'php8.0', 'php8.1', 'php8.2', 'php8.3'];

export const idOf = (...parts: readonly (string | number)[]): string =>
  base62(createRandom(hash(...parts)), 16);

/** Key text that could not be mistaken for a real one, in the places where the vendor's API returns one. */
export const fakeSsl = (auto: boolean, force: boolean): Ssl => ({
  key: '-----BEGIN PRIVATE KEY-----\nNOT-A-REAL-KEY-SIMULATED\n-----END PRIVATE KEY-----\n',
  cert: '-----BEGIN CERTIFICATE-----\nNOT-A-REAL-CERTIFICATE-SIMULATED\n-----END CERTIFICATE-----\n',
  cacerts: auto
    ? '-----BEGIN CERTIFICATE-----\nNOT-A-REAL-CHAIN-SIMULATED\n-----END CERTIFICATE-----\n'
    : null,
  auto,
  force,
});

export const createFleet = (world: World, counts: { servers: number; apps: number }): Fleet => {
  const { seed, startedAt } = world;
  const servers = Array.from({ length: counts.servers }, (_, index) => serverAt(world, index));
  const users = servers.map(
    (server, index): SysUser => ({
      id: idOf(seed, 'serverpilot', 'sysuser', index),
      name: 'serverpilot',
      serverid: server.id,
      keys: [],
    }),
  );
  const homes = users.filter((_, index) => servers[index]?.contact !== 'never');
  const [home, ...otherHomes] = homes;
  const apps =
    home === undefined
      ? []
      : Array.from({ length: counts.apps }, (_, index) =>
          appAt(world, index, cycle([home, ...otherHomes], index)),
        );
  const dbs = apps
    .filter((_, index) => index % 2 === 0)
    .map(
      (app, index): Db => ({
        id: idOf(seed, 'serverpilot', 'db', index),
        name: `${app.name}-db`,
        appid: app.id,
        serverid: app.serverid,
        user: { id: idOf(seed, 'serverpilot', 'dbuser', index), name: app.name.slice(0, 16) },
      }),
    );
  const sshkey: SshKey = {
    id: idOf(seed, 'serverpilot', 'sshkey'),
    name: 'ops laptop',
    fingerprint: 'SHA256:NotARealFingerprintSimulatedNotARealFingerpr',
    publicKey: 'ssh-ed25519 AAAANOTAREALKEYSIMULATED ops@example.com',
    createdAt: startedAt - 400 * day,
  };
  return {
    servers: byId(servers),
    sysusers: byId(users),
    apps: byId(apps),
    dbs: byId(dbs),
    sshkeys: byId([sshkey]),
  };
};

/** When it was last heard of, epoch ms; null before the first time. A healthy one calls every five minutes. */
export const lastContact = (server: Server, startedAt: number, now: number): number | null => {
  const phase = hash(server.id) % (5 * minute);
  switch (server.contact) {
    case 'fresh':
      return Math.max(server.createdAt, Math.floor((now - phase) / (5 * minute)) * 5 * minute + phase);
    case 'stale':
      return startedAt - 26 * hour - phase;
    case 'never':
      return null;
  }
};

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

const plans: NonEmpty<string> = ['economy', 'business', 'economy', 'first_class'];

const serverAt = (world: World, index: number): Server => {
  const random = createRandom(hash(world.seed, 'serverpilot', 'server', index));
  const contact = index % 50 === 5 ? 'never' : index % 30 === 3 ? 'stale' : 'fresh';
  return {
    id: base62(random, 16),
    name: websiteName(index),
    plan: pick(random, plans),
    autoupdates: random() < 0.8,
    firewall: random() < 0.9,
    denyUnknownDomains: random() < 0.5,
    runtimes: random() < 0.6 ? runtimes : runtimes.slice(0, 3),
    address: contact === 'never' ? null : ipv4(index + 2),
    createdAt: Math.floor(world.startedAt - (contact === 'never' ? 0.02 : 10 + 650 * random()) * day),
    contact,
    isBroken: index % 30 === 6,
  };
};

const appAt = (world: World, index: number, user: SysUser): App => {
  const random = createRandom(hash(world.seed, 'serverpilot', 'app', index));
  const name = phpAppName(index);
  const chance = random();
  return {
    id: base62(random, 16),
    name,
    sysuserid: user.id,
    serverid: user.serverid,
    runtime: pick(random, ['php8.0', 'php8.1', 'php7.4']),
    domains: [`www.${exampleDomain(name, index)}`, exampleDomain(name, index)],
    ssl: index === 0 || chance < 0.5 ? fakeSsl(index % 2 === 0, chance < 0.3) : null,
    createdAt: Math.floor(world.startedAt - (5 + 500 * random()) * day),
  };
};

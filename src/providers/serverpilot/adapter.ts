import type { App } from '../../model/app.ts';
import { referenceOf } from '../../model/reference.ts';
import type { Server } from '../../model/server.ts';
import { ipAddresses } from '../ip-addresses.ts';
import type { PilotApp, PilotDatabase, PilotServer } from './schema.ts';

/** The API has no status: a server that was in contact this recently is taken to run. */
const freshMs = 15 * 60_000;

export const toServer = (raw: PilotServer, provider: string, now: number): Server => ({
  ref: referenceOf(provider, raw.id),
  provider,
  providerType: 'serverpilot',
  id: raw.id,
  name: raw.name ?? raw.id,
  ...contact(raw.lastconn, now),
  ...ipAddresses(raw.lastaddress),
  region: null,
  plan: raw.plan,
  os: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: null,
  createdAt: raw.datecreated,
  metrics: null,
  actions: ['update', 'delete'],
});

const contact = (lastAt: number | null, now: number): Pick<Server, 'status' | 'providerStatus'> => {
  if (lastAt === null) return { status: 'unknown', providerStatus: 'never connected' };
  const ago = now - lastAt;
  if (ago > freshMs) return { status: 'unknown', providerStatus: 'stale' };
  // A clock that is off by more says nothing of it; it would be running for as long as that.
  return ago < -freshMs
    ? { status: 'unknown', providerStatus: 'seen in the future' }
    : { status: 'running', providerStatus: 'connected' };
};

export const toApp = (raw: PilotApp, provider: string): App => ({
  ...common(raw, provider),
  kind: 'app',
  framework: raw.runtime,
  domains: (raw.domains ?? []).filter((domain) => domain !== null),
  createdAt: raw.datecreated,
  actions: ['update', 'domain', 'ssl', 'delete'],
});

export const toDatabase = (raw: PilotDatabase, provider: string): App => ({
  ...common(raw, provider),
  kind: 'database',
  framework: null,
  domains: [],
  createdAt: null,
  actions: ['update', 'delete'],
});

const common = (raw: PilotApp | PilotDatabase, provider: string) => ({
  ref: referenceOf(provider, raw.id),
  provider,
  providerType: 'serverpilot',
  id: raw.id,
  name: raw.name ?? raw.id,
  // There is no status: an app that is listed is being served.
  status: 'running' as const,
  providerStatus: '',
  repository: null,
  branch: null,
  server: raw.serverid === null ? null : referenceOf(provider, raw.serverid),
  lastDeployedAt: null,
});

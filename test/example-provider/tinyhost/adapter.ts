import { referenceOf } from '../../../src/model/reference.ts';
import type { Server } from '../../../src/model/server.ts';
import { serverStatusOf } from '../../../src/model/status.ts';
import type { TinyServer } from './schema.ts';

/** Their words to ours, with their state beside ours. What the API does not tell is null. */
export const toServer = (provider: string, raw: TinyServer): Server => ({
  ref: referenceOf(provider, raw.id),
  provider,
  providerType: 'tinyhost',
  id: raw.id,
  name: raw.name ?? raw.id,
  status: serverStatusOf(raw.state ?? ''),
  providerStatus: raw.state ?? '',
  ipv4: raw.ip,
  ipv6: null,
  region: raw.zone,
  plan: null,
  os: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: null,
  createdAt: raw.created,
  metrics: null,
  actions: ['start', 'stop', 'reboot'],
});

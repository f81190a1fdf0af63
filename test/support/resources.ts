import type { App } from '../../src/model/app.ts';
import type { Metrics } from '../../src/model/metrics.ts';
import type { Server } from '../../src/model/server.ts';

/** A running server of which nothing else is known. */
export const testServer = (given: Partial<Server> = {}): Server => ({
  ref: `${given.provider ?? 'sparrow'}/${given.id ?? '1'}`,
  provider: 'sparrow',
  providerType: 'sparrowhost',
  id: '1',
  name: 'web-01',
  status: 'running',
  providerStatus: given.status ?? 'running',
  ipv4: null,
  ipv6: null,
  region: null,
  plan: null,
  os: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: null,
  createdAt: null,
  metrics: null,
  actions: [],
  ...given,
});

/** A running app of which nothing else is known. */
export const testApp = (given: Partial<App> = {}): App => ({
  ref: `${given.provider ?? 'sparrow'}/${given.id ?? '1'}`,
  provider: 'sparrow',
  providerType: 'sparrowhost',
  id: '1',
  name: 'shop',
  kind: 'app',
  status: 'running',
  providerStatus: given.status ?? 'running',
  framework: null,
  repository: null,
  branch: null,
  domains: [],
  server: null,
  lastDeployedAt: null,
  createdAt: null,
  actions: [],
  ...given,
});

export const testMetrics = (given: Partial<Metrics> = {}): Metrics => ({
  cpuPercent: null,
  memoryPercent: null,
  memoryUsedBytes: null,
  memoryTotalBytes: null,
  diskReadBytes: null,
  diskWriteBytes: null,
  networkInBytes: null,
  networkOutBytes: null,
  uptimeSeconds: null,
  source: 'api',
  observedAt: 0,
  ...given,
});

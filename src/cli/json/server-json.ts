import type { Metrics } from '../../model/metrics.ts';
import type { Server } from '../../model/server.ts';
import { isoTime } from './iso-time.ts';

/** As the outside contract writes it: every field, null where unknown. */
export const serverJson = (server: Server) => ({
  ref: server.ref,
  provider: server.provider,
  providerType: server.providerType,
  id: server.id,
  name: server.name,
  status: server.status,
  providerStatus: server.providerStatus,
  ipv4: server.ipv4,
  ipv6: server.ipv6,
  region: server.region,
  plan: server.plan,
  os: server.os,
  cpuCores: server.cpuCores,
  memoryMb: server.memoryMb,
  diskGb: server.diskGb,
  bandwidthGb: server.bandwidthGb,
  price:
    server.price === null
      ? null
      : { amount: server.price.amount, currency: server.price.currency, per: server.price.per },
  createdAt: isoTime(server.createdAt),
  metrics: server.metrics === null ? null : metricsJson(server.metrics),
  actions: server.actions,
});

const metricsJson = (metrics: Metrics) => ({
  cpuPercent: metrics.cpuPercent,
  memoryPercent: metrics.memoryPercent,
  memoryUsedBytes: metrics.memoryUsedBytes,
  memoryTotalBytes: metrics.memoryTotalBytes,
  diskReadBytes: metrics.diskReadBytes,
  diskWriteBytes: metrics.diskWriteBytes,
  networkInBytes: metrics.networkInBytes,
  networkOutBytes: metrics.networkOutBytes,
  uptimeSeconds: metrics.uptimeSeconds,
  source: metrics.source,
  observedAt: isoTime(metrics.observedAt),
});

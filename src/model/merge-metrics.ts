import type { Metrics } from './metrics.ts';

/** A provider's reading that is older than this by the time of the other says nothing of now. */
const oldMs = 5 * 60_000;

/** A reading over ssh, with the provider's figures where it has none: what only the provider knows. */
export function mergeMetrics(ssh: Metrics, api: Metrics | null): Metrics {
  if (api === null || ssh.observedAt - api.observedAt > oldMs) return ssh;
  return {
    ...ssh,
    cpuPercent: ssh.cpuPercent ?? api.cpuPercent,
    memoryPercent: ssh.memoryPercent ?? api.memoryPercent,
    memoryUsedBytes: ssh.memoryUsedBytes ?? api.memoryUsedBytes,
    memoryTotalBytes: ssh.memoryTotalBytes ?? api.memoryTotalBytes,
    diskReadBytes: ssh.diskReadBytes ?? api.diskReadBytes,
    diskWriteBytes: ssh.diskWriteBytes ?? api.diskWriteBytes,
    networkInBytes: ssh.networkInBytes ?? api.networkInBytes,
    networkOutBytes: ssh.networkOutBytes ?? api.networkOutBytes,
    uptimeSeconds: ssh.uptimeSeconds ?? api.uptimeSeconds,
  };
}

import type { Metrics } from '../../model/metrics.ts';
import { type Result, succeed } from '../../model/result.ts';
import { readShape } from '../lenient.ts';
import type { MachineService } from './machine.ts';
import type { Parts } from './parts.ts';
import { metricsReply } from './schema.ts';

/**
 * An instance's load, asked for service by service. Of several services the busiest counts, each for CPU and
 * memory: parts of different limits cannot be added up. Null where no service has a reading.
 */
export async function readMetrics(
  parts: Parts,
  instanceId: string,
  services: readonly MachineService[],
  signal: AbortSignal,
): Promise<Result<Metrics | null>> {
  const results = await Promise.all(
    services.map((service) => readService(parts, instanceId, service, signal)),
  );
  const readings = results.flatMap((result) => (result.ok && result.value !== null ? [result.value] : []));
  if (readings.length === 0) return results.find((result) => !result.ok) ?? succeed(null);
  const fullest = readings.toSorted((a, b) => (b.memoryPercent ?? -1) - (a.memoryPercent ?? -1))[0];
  return succeed({
    cpuPercent: largest(readings.map((reading) => reading.cpuPercent)),
    memoryPercent: fullest?.memoryPercent ?? null,
    memoryUsedBytes: null,
    memoryTotalBytes: fullest?.memoryBytes ?? null,
    diskReadBytes: null,
    diskWriteBytes: null,
    networkInBytes: null,
    networkOutBytes: null,
    uptimeSeconds: null,
    source: 'api',
    observedAt: largest(readings.map((reading) => reading.at)) ?? parts.clock.now(),
  });
}

type Reading = {
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  readonly memoryBytes: number | null;
  readonly at: number | null;
};

async function readService(
  { client, provider }: Parts,
  instanceId: string,
  service: MachineService,
  signal: AbortSignal,
): Promise<Result<Reading | null>> {
  const body = await client.metrics(instanceId, service.name, signal);
  if (!body.ok) return body;
  const reply = readShape(metricsReply, body.value, `the metrics of ${service.name}`, provider);
  if (!reply.ok) return reply;
  const { metrics } = reply.value;
  if (metrics === null || metrics === undefined) return succeed(null);
  return succeed({
    cpuPercent: percentOf(metrics.cpu, service.cpuCores),
    memoryPercent: percentOf(metrics.memory, service.memoryBytes),
    memoryBytes: service.memoryBytes,
    at: metrics.timestamp,
  });
}

/**
 * The unit is not documented. Beside a known limit, up to 1 reads as a fraction and up to 100 as a percentage;
 * anything else could be cores or bytes, and stays unknown.
 */
const percentOf = (value: number | null, limit: number | null): number | null => {
  if (value === null || limit === null || value < 0 || value > 100) return null;
  return value <= 1 ? value * 100 : value;
};

const largest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

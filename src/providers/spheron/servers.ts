import { isJsonObject } from '../../model/json.ts';
import type { Metrics } from '../../model/metrics.ts';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import { anotherResource, isAnother } from '../asked-for.ts';
import { readManyRows, readShape } from '../lenient.ts';
import type { Described, Listing, Memory } from '../provider.ts';
import { gatherRelated } from '../related.ts';
import { deploymentOf, toServer } from './adapter.ts';
import { jsonOf, relatedBody, toDetails, under } from './details.ts';
import type { Generation } from './generation.ts';
import { createInstanceList } from './list-instances.ts';
import { monthlyFromDaily } from './machine.ts';
import { createMachines } from './machines.ts';
import type { Parts } from './parts.ts';
import { readMetrics } from './read-metrics.ts';
import { type Instance, instance } from './schema.ts';

/** Compute instances, and the machines they run on. */
export function createServers(parts: Parts, memory: Memory) {
  const { provider, client, scopes } = parts;
  const machines = createMachines(parts, memory);
  const listInstances = createInstanceList(parts);
  const deployments = new Map<string, string | null>();

  const convert = (raw: Instance, generation: Generation): Server => {
    const deploymentId = deploymentOf(raw);
    deployments.set(raw._id, deploymentId);
    return toServer(provider, generation, raw, deploymentId === null ? null : machines.recall(deploymentId));
  };

  const listServers = async (signal: AbortSignal): Promise<Result<Listing<Server>>> => {
    const scope = await scopes.read(signal);
    if (!scope.ok) return scope;
    const { appType, organizationId } = scope.value;
    if (appType !== 'compute' && appType !== null) return succeed({ items: [], problems: [] });
    const listed = await listInstances(organizationId, signal);
    if (!listed.ok) {
      const isForeign = appType === null && listed.problem.code === 'not-found';
      return isForeign ? succeed({ items: [], problems: [] }) : listed;
    }
    const { generation, rows, problems } = listed.value;
    deployments.clear();
    const read = await readManyRows(instance, rows, 'the instances', provider, (row) =>
      convert(row, generation),
    );
    if (!read.ok) return read;
    machines.keepOnly(new Set([...deployments.values()].filter((id) => id !== null)));
    return succeed({ items: read.value.items, problems: [...problems, ...read.value.problems] });
  };

  const readInstance = async (id: string, signal: AbortSignal) => {
    const reply = await client.instance(id, signal);
    if (!reply.ok) return reply;
    const body = jsonOf(reply.value.body);
    const raw = under(body, 'instance');
    if (isAnother(raw, id, '_id')) return fail(anotherResource(provider));
    const read = readShape(instance, raw, 'the instance', provider);
    if (!read.ok) return read;
    const topupReport = isJsonObject(body) ? (body['topupReport'] ?? null) : null;
    const report = instance.shape.topupReport.parse(topupReport) ?? null;
    return succeed({
      instance: { ...read.value, topupReport: read.value.topupReport ?? report },
      generation: reply.value.generation,
      raw,
      topupReport,
    });
  };

  const readServer = async (id: string, signal: AbortSignal): Promise<Result<Described<Server>>> => {
    const read = await readInstance(id, signal);
    if (!read.ok) return read;
    const { generation, raw, topupReport } = read.value;
    const deploymentId = deploymentOf(read.value.instance);
    const domains = client.instanceDomains(id, signal);
    const related = await gatherRelated({
      ...(deploymentId === null ? {} : { deployment: machines.readDeployment(deploymentId, signal) }),
      domains: relatedBody(
        domains.then((reply) => mapResult(reply, ({ body }) => body)),
        'domains',
      ),
    });
    return succeed({
      resource: convert(read.value.instance, generation),
      details: toDetails({ instance: raw, topupReport, ...related }),
    });
  };

  /** Of the instance's active deployment; asks for the instance only when no list has told it. */
  const machineOf = async (id: string, signal: AbortSignal) => {
    if (!deployments.has(id)) {
      const read = await readInstance(id, signal);
      if (!read.ok) return read;
      deployments.set(id, deploymentOf(read.value.instance));
    }
    const deploymentId = deployments.get(id) ?? null;
    return deploymentId === null ? succeed(null) : machines.read(deploymentId, signal);
  };

  const completeServer = async (server: Server, signal: AbortSignal): Promise<Result<Server>> => {
    const machine = await machineOf(server.id, signal);
    if (!machine.ok) return machine;
    if (machine.value === null) return succeed(server);
    const { plan, cpuCores, memoryMb, diskGb, dailyTopUp, isTopUpUnreadable } = machine.value;
    const { isPriceUnreadable = isTopUpUnreadable, ...known } = server;
    const price = server.price ?? monthlyFromDaily(dailyTopUp);
    return succeed({
      ...known,
      plan: plan ?? server.plan,
      cpuCores: cpuCores ?? server.cpuCores,
      memoryMb: memoryMb ?? server.memoryMb,
      diskGb: diskGb ?? server.diskGb,
      price,
      ...(price === null && isPriceUnreadable === true ? { isPriceUnreadable } : {}),
    });
  };

  /** Once a deployment's machine is known, whatever it lacks stays unknown. A closed instance is not worth asking. */
  const isIncomplete = (server: Server): boolean => {
    if (server.status === 'deleted') return false;
    const deploymentId = deployments.get(server.id) ?? null;
    const lacks = server.cpuCores === null || server.memoryMb === null;
    return lacks && deploymentId !== null && machines.recall(deploymentId) === null;
  };

  const metrics = async (server: Server, signal: AbortSignal): Promise<Result<Metrics | null>> => {
    if (server.lacksMetrics !== undefined) return succeed(null);
    if (server.status !== 'running' && server.status !== 'unknown') return succeed(null);
    const machine = await machineOf(server.id, signal);
    if (!machine.ok) return machine;
    return machine.value === null
      ? succeed(null)
      : readMetrics(parts, server.id, machine.value.services, signal);
  };

  return { listServers, readServer, completeServer, isIncomplete, readMetrics: metrics, readInstance };
}

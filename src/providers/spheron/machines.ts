import { z } from 'zod';
import type { JsonValue } from '../../model/json.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { anotherResource, isAnother } from '../asked-for.ts';
import { readShape } from '../lenient.ts';
import type { Memory } from '../provider.ts';
import { jsonOf, under } from './details.ts';
import { type Machine, toMachine } from './machine.ts';
import type { Parts } from './parts.ts';
import { createRemembered } from './remembered.ts';
import { computeDeployment } from './schema.ts';

const machine = z.object({
  plan: z.string().nullable(),
  cpuCores: z.number().nullable(),
  memoryMb: z.number().nullable(),
  diskGb: z.number().nullable(),
  dailyTopUp: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable(),
  isTopUpUnreadable: z.literal(true).optional(),
  services: z.array(
    z.object({ name: z.string(), cpuCores: z.number().nullable(), memoryBytes: z.number().nullable() }),
  ),
});

/** What compute deployments run on, remembered between runs: an update makes a new deployment. */
export function createMachines({ client, provider }: Parts, memory: Memory) {
  const remembered = createRemembered<Machine>(memory, 'machines', machine);

  /** The deployment's own fields; its machine is remembered on the way. */
  const readDeployment = async (deploymentId: string, signal: AbortSignal): Promise<Result<JsonValue>> => {
    const reply = await client.computeDeployment(deploymentId, signal);
    if (!reply.ok) return reply;
    const raw = under(under(jsonOf(reply.value.body), 'deployment'), 'order');
    if (isAnother(raw, deploymentId, '_id')) return fail(anotherResource(provider));
    const read = readShape(computeDeployment, raw, 'the deployment', provider);
    if (!read.ok) return read;
    const found = toMachine(read.value.services);
    const isPriced = reply.value.generation === 'newer';
    remembered.set(
      deploymentId,
      isPriced ? found : { ...found, dailyTopUp: null, isTopUpUnreadable: undefined },
    );
    return succeed(raw);
  };

  const read = async (deploymentId: string, signal: AbortSignal): Promise<Result<Machine | null>> => {
    const known = remembered.get(deploymentId);
    if (known !== null) return succeed(known);
    const deployment = await readDeployment(deploymentId, signal);
    return deployment.ok ? succeed(remembered.get(deploymentId)) : deployment;
  };

  return { recall: remembered.get, read, readDeployment, keepOnly: remembered.keepOnly };
}

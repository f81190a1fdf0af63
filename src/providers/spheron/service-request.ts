import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../model/json.ts';

const json: z.ZodType<JsonValue> = z.json();
const text = z.string();
const texts = z
  .array(text)
  .nullish()
  .transform((items) => items ?? []);
const storage = z.object({ size: text, class: text, mountPoint: text });
const size = z.union([z.number(), text]);

/**
 * A service as a compute deployment has it (vendor SDK, packages/core, ComputeServiceConfiguration). Strict, unlike
 * what is only shown: an update replaces every service, so what could not be read would be lost.
 */
export const runningService = z.object({
  name: text.min(1),
  image: text,
  tag: text,
  serviceCount: z.number(),
  buildImage: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  ports: z.array(json),
  env: z
    .array(json)
    .nullish()
    .transform((items) => items ?? []),
  command: texts,
  args: texts,
  agreedMachineImage: z.object({
    machineType: text,
    cpu: size.nullish(),
    memory: text.nullish(),
    storage: text.nullish(),
    persistentStorage: storage.nullish(),
  }),
  privateImageConfig: json.nullish(),
  healthCheck: z
    .object({
      path: text.nullish(),
      port: z
        .union([z.number(), z.object({ containerPort: z.number() }).transform((port) => port.containerPort)])
        .nullish(),
    })
    .nullish(),
  autoscalingRules: z
    .object({
      minimumInstances: z.number(),
      maximumInstances: z.number(),
      plan: text,
      timeWindow: z.number(),
      scaleUp: json,
      scaleDown: json,
      cooldown: z.number(),
    })
    .nullish(),
});
export type RunningService = z.infer<typeof runningService>;

/** The one plan that is described by its sizes (vendor CLI, get-resources). */
const customPlan = 'Custom Plan';

/** Where a health check has no port, the vendor's CLI takes this one. */
const defaultHealthPort = 80;

/**
 * The same service as an update wants it (vendor SDK, ComputeServiceConfigurationDTO; the plan and its sizes as the
 * vendor's CLI writes them back).
 */
export function toServiceRequest(service: RunningService): JsonObject {
  const { agreedMachineImage: machine, healthCheck, autoscalingRules, privateImageConfig } = service;
  const isCustom = machine.machineType === customPlan;
  const specs = withoutNothing({
    storage: machine.storage,
    cpu: isCustom ? machine.cpu : null,
    memory: isCustom ? machine.memory : null,
    persistentStorage: machine.persistentStorage,
  });
  return withoutNothing({
    name: service.name,
    image: service.image,
    tag: service.tag,
    serviceCount: service.serviceCount,
    buildImage: service.buildImage,
    ports: service.ports,
    env: service.env,
    command: service.command,
    args: service.args,
    akashMachineImageName: machine.machineType,
    customServiceSpecs: Object.keys(specs).length === 0 ? null : specs,
    privateImageConfig,
    healthCheck: healthCheck?.path
      ? { path: healthCheck.path, port: healthCheck.port ?? defaultHealthPort }
      : null,
    autoscalingRules,
  });
}

/** Optional fields are left out, not sent as null. */
const withoutNothing = (fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]): [string, JsonValue][] =>
      value === undefined || value === null ? [] : [[key, value]],
    ),
  );

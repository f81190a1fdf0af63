import { z } from 'zod';
import { identifier, maybeBoolean, maybeDecimal, maybeNumber, maybeText, maybeTime } from '../lenient.ts';

/** An id, or the object it stands for. */
const maybeReference = z
  .union([identifier, z.object({ _id: identifier }).transform((row) => row._id)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const lenientList = <T>(row: z.ZodType<T>) =>
  z
    .array(row.nullable().catch(null))
    .nullish()
    .catch(null)
    .transform((rows) => (rows ?? []).filter((item) => item !== null));

const configuration = z.object({ framework: maybeText }).nullish().catch(null);

/** `GET /v1/api-keys/scope`: whose token it is and what it sees; ids here are `id`, elsewhere `_id`. */
export const scopeReply = z.object({
  user: z
    .object({ id: maybeText, username: maybeText, name: maybeText, email: maybeText })
    .nullish()
    .catch(null),
  organizations: z.array(
    z.object({ id: identifier, name: maybeText, username: maybeText, appType: maybeText }),
  ),
});

export const siteDeployment = z.object({
  _id: identifier,
  status: maybeText,
  commitId: maybeText,
  branch: maybeText,
  deploymentEnvironmentName: maybeText,
  externalRepositoryName: maybeText,
  configuration,
  createdAt: maybeTime,
  project: maybeReference,
});
export type SiteDeployment = z.infer<typeof siteDeployment>;

/** The same in the list of one project: a row that names another is none of it. */
export const siteDeploymentOf = (projectId: string) =>
  siteDeployment.refine(({ project }) => project === null || project === projectId, { path: ['project'] });

export const project = z.object({
  _id: identifier,
  name: maybeText,
  url: maybeText,
  configuration,
  domains: lenientList(z.object({ name: maybeText })),
  createdAt: maybeTime,
  /** Undefined: not given, or in a form we don't know; null: there is none. */
  latestDeployment: siteDeployment.nullish().catch(undefined),
});
export type Project = z.infer<typeof project>;

const logRow = z.object({
  time: z.union([z.string(), z.number()]).nullish().catch(null),
  log: z.union([z.string(), z.array(z.string())]),
});

/** `GET /v1/deployment/:id`, as far as its log goes. */
export const siteLogReply = z.object({
  deployment: z.object({ status: maybeText, logs: lenientList(logRow) }),
});

/** What a service or an instance was given: `cpu` in cores, sizes such as "4Gi", the top-up in dollars a day. */
const machineImage = z.object({
  machineType: maybeText,
  cpu: maybeNumber,
  memory: maybeText,
  storage: maybeText,
  defaultDailyTopUp: maybeDecimal,
});

export const service = z.object({
  name: maybeText,
  agreedMachineImage: machineImage.nullish().catch(null),
});
export type Service = z.infer<typeof service>;

export const computeDeployment = z.object({ _id: identifier, services: lenientList(service) });

/** Both generations: the older says `activeOrder` and `orders`, and gives the machine with the instance. */
export const instance = z.object({
  _id: identifier,
  name: maybeText,
  state: maybeText,
  type: maybeText,
  region: maybeText,
  createdAt: maybeTime,
  activeDeployment: maybeReference,
  activeOrder: maybeReference,
  deployments: lenientList(z.union([identifier, z.object({ _id: identifier }).transform((row) => row._id)])),
  orders: lenientList(identifier),
  defaultDailyTopup: maybeDecimal,
  topupReport: z.object({ dailyUsage: maybeDecimal }).nullish().catch(null),
  latestUrlPreview: maybeText,
  agreedMachineImageType: machineImage.nullish().catch(null),
  cpu: maybeNumber,
  memory: maybeText,
  storage: maybeText,
});
export type Instance = z.infer<typeof instance>;

export const computeProject = z.object({ _id: identifier, name: maybeText });

export const metricsReply = z.object({
  metrics: z.object({ cpu: maybeNumber, memory: maybeNumber, timestamp: maybeTime }).nullish(),
});

const logWindow = z.object({ logs: lenientList(z.string()), logsLength: maybeNumber });

/** One window of an instance's log; the older generation says `order`. */
export const logWindowReply = z
  .object({ deployment: logWindow.nullish(), order: logWindow.nullish() })
  .transform((reply) => reply.deployment ?? reply.order ?? { logs: [], logsLength: null });

export const usageReply = z.object({ usage: z.record(z.string(), maybeNumber) });

/** Dollars for one token. */
export const tokenPrice = z.object({ price: maybeDecimal.pipe(z.string()) });

export const overdueReply = z.object({ overdue: maybeBoolean });

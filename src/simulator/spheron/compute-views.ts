import type { World } from '../http/api.ts';
import { hash } from '../random.ts';
import { lineOf } from '../runtime-log.ts';
import { valueAt } from '../schedule.ts';
import { day, hour, isoMs, second } from '../time.ts';
import type { Organization } from './account.ts';
import {
  type ComputeDeployment,
  type ComputeProject,
  type Image,
  type Instance,
  type Service,
  stateOf,
} from './compute-fleet.ts';

export const computeProjectBody = (project: ComputeProject, organization: Organization) => ({
  _id: project.id,
  name: project.name,
  description: project.description,
  // Spelled so by the vendor.
  proivder: 'DOCKERHUB',
  state: 'MAINTAINED',
  organization: organization.id,
  createdAt: isoMs(project.createdAt),
  updatedAt: isoMs(project.createdAt),
});

/** Dollars a day and since the beginning; nothing is used once closed. */
export const topUp = (instance: Instance, now: number) => {
  const isRunning = stateOf(instance, now) === 'Active';
  const daily = activeOf(instance).services.reduce((sum, service) => sum + service.machine.dailyTopUp, 0);
  const dailyUsage = isRunning ? Math.round(daily * 90) / 100 : 0;
  return { dailyUsage, usedTillNow: Math.round((dailyUsage * (now - instance.createdAt) * 100) / day) / 100 };
};

export const instanceBody = (instance: Instance, now: number, hasReport: boolean) => {
  const active = activeOf(instance);
  const daily = active.services.reduce((sum, service) => sum + service.machine.dailyTopUp, 0);
  return {
    _id: instance.id,
    state: stateOf(instance, now),
    name: instance.name,
    deployments: instance.deployments.map(({ id }) => id),
    computeProject: instance.projectId,
    activeDeployment: active.id,
    retrievableAkt: 0,
    withdrawnAkt: 0,
    scalableRunningCostUpdatedAt: isoMs(instance.createdAt),
    scalableRunningCost: 0,
    type: instance.isSpot ? 'SPOT' : 'ON_DEMAND',
    region: instance.region,
    createdAt: isoMs(instance.createdAt),
    updatedAt: isoMs(active.createdAt),
    defaultDailyTopup: Math.round(daily * 100) / 100,
    leasePricePerBlock: Math.round(daily * 140) / 100,
    ...(hasReport ? { topupReport: topUp(instance, now) } : {}),
  };
};

export const imageBody = (machine: Image) => ({
  _id: machine.id,
  name: machine.name,
  cpu: machine.cpu,
  storage: machine.storage,
  memory: machine.memory,
  maxPricePerBlock: Math.round(machine.dailyTopUp * 200) / 100,
  defaultDailyTopUp: machine.dailyTopUp,
  topupThreashold: machine.dailyTopUp,
});

export const computeDeploymentBody = (instance: Instance, deployment: ComputeDeployment, now: number) => ({
  _id: deployment.id,
  type: deployment.type,
  commitId: '',
  status: valueAt(deployment.status, now),
  buildTime: 11,
  topic: deployment.topic,
  env: {},
  logs: [{ time: isoMs(deployment.createdAt), log: ['Order created', 'Bid accepted', 'Lease created'] }],
  topups: [
    {
      time: deployment.createdAt,
      amount: topUp(instance, now).dailyUsage,
      txhash: deployment.id.toUpperCase(),
    },
  ],
  closingLogs: [],
  instanceLogs: [],
  instanceEvents: [],
  computeInstance: instance.id,
  services: deployment.services.map((service) => serviceBody(instance, service, deployment.createdAt)),
  lastTopup: deployment.createdAt,
  deploymentConfigBase64: '',
  protocolData: { providerHost: 'provider.spheron.example.net' },
  // Spelled so by the vendor.
  urlPrewiew: `https://${instance.id.slice(-8)}.provider.spheron.example.net`,
  akashWalletId: null,
  deploymentInitiator: 'example-ops',
});

/** Log lines numbered from 0: what a deployment has printed in the last hours, growing as time goes on. */
export const instanceLog = (world: World, deployment: ComputeDeployment) => {
  const begin = Math.max(deployment.createdAt, world.startedAt - 6 * hour);
  const seed = hash(deployment.id, 'log');
  const service = deployment.services[0]?.name ?? 'app';
  return {
    length: (now: number): number => Math.max(0, Math.floor((now - begin) / (2 * second))),
    line: (index: number): string =>
      `[${service}] ${isoMs(begin + index * 2 * second)} ${lineOf(seed, index)}`,
  };
};

export const activeOf = (instance: Instance): ComputeDeployment => {
  const active = instance.deployments.at(-1);
  if (active === undefined) throw new Error('an instance without a deployment');
  return active;
};

const serviceBody = (instance: Instance, service: Service, agreedAt: number) => ({
  name: service.name,
  branch: '',
  folderName: '',
  protocol: 'akash',
  image: service.image,
  tag: service.tag,
  serviceCount: 1,
  buildImage: false,
  ports: [{ containerPort: 80, exposedPort: 31_234, global: true }],
  env: [
    { value: 'MODE=production', isSecret: false },
    { value: 'API_TOKEN=not-a-real-token', isSecret: true },
  ],
  command: [],
  args: [],
  region: instance.region,
  customServiceSpecs: { storage: service.machine.storage },
  agreedMachineImage: {
    machineId: service.machine.id,
    machineType: service.machine.name,
    agreementDate: agreedAt,
    cpu: service.machine.cpu,
    memory: service.machine.memory,
    storage: service.machine.storage,
    gpu: null,
    maxPricePerBlock: Math.round(service.machine.dailyTopUp * 200) / 100,
    leasePricePerBlock: Math.round(service.machine.dailyTopUp * 140) / 100,
    defaultDailyTopUp: service.machine.dailyTopUp,
    topupThreashold: service.machine.dailyTopUp,
  },
  scalable: false,
  autoscalingRules: null,
  healthCheck: {
    path: '/',
    port: { containerPort: 80, exposedPort: 31_234 },
    status: 'Active',
    timestamp: isoMs(agreedAt),
  },
  template: null,
});

import type { App, AppAction } from '../../model/app.ts';
import { type Deployment, isCanceled } from '../../model/deployment.ts';
import { referenceOf } from '../../model/reference.ts';
import type { Server, ServerAction } from '../../model/server.ts';
import { appStatusOf, serverStatusOf } from '../../model/status.ts';
import { withoutCredentials } from '../hide-credentials.ts';
import { noAmount } from '../lenient.ts';
import type { Generation } from './generation.ts';
import type { LatestDeployment } from './latest-deployments.ts';
import { type Machine, machineOfInstance, monthlyFromDaily } from './machine.ts';
import type { Instance, Project, SiteDeployment } from './schema.ts';

const providerType = 'spheron';

const appActions: readonly AppAction[] = [
  'deploy',
  'redeploy',
  'rollback',
  'cancel',
  'authorize',
  'env',
  'domain',
];

const serverActions: readonly ServerAction[] = ['update', 'delete'];

/** A project; what its newest deployment says comes from outside, as most lists lack it. */
export function toApp(provider: string, raw: Project, latest: LatestDeployment | null): App {
  const isRepository = raw.url !== null && isGitAddress(raw.url);
  const site = isRepository || raw.url === null ? [] : [hostOf(raw.url)];
  return {
    ref: referenceOf(provider, raw._id),
    provider,
    providerType,
    id: raw._id,
    name: raw.name ?? raw._id,
    kind: 'project',
    ...projectStatus(latest),
    framework: raw.configuration?.framework ?? latest?.framework ?? null,
    repository: isRepository && raw.url !== null ? withoutCredentials(raw.url) : (latest?.repository ?? null),
    branch: latest?.branch ?? null,
    domains: [...new Set([...raw.domains.map((domain) => domain.name), ...site])].filter(
      (host) => host !== null,
    ),
    server: null,
    lastDeployedAt: latest?.lastDeployedAt ?? null,
    createdAt: raw.createdAt,
    actions: appActions,
  };
}

/** No or only canceled deployments: nothing is out there, and nothing on its way. */
const projectStatus = (latest: LatestDeployment | null): Pick<App, 'status' | 'providerStatus'> => {
  if (latest === null) return { status: 'unknown', providerStatus: '' };
  const providerStatus = latest.status ?? '';
  const isIdle = latest.isNone || isCanceled(latest.status);
  return { status: isIdle ? 'idle' : appStatusOf(providerStatus), providerStatus };
};

/** A project's `url` is the repository it is built from, or the site itself where it was uploaded. */
const isGitAddress = (url: string): boolean =>
  /^git@|\.git\/?$/.test(url) ||
  /^(https?:\/\/)?([^/@]*@)?([\w-]+\.)*(github|gitlab|bitbucket)\.\w+\//.test(url);

const hostOf = (url: string): string =>
  withoutCredentials(url)
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\/.*$/, '');

/** Their end time is not given: `updatedAt` moves on later changes too. */
export const toDeployment = (provider: string, appId: string, raw: SiteDeployment): Deployment => ({
  id: raw._id,
  app: referenceOf(provider, appId),
  status: appStatusOf(raw.status ?? ''),
  providerStatus: raw.status ?? '',
  createdAt: raw.createdAt,
  endedAt: null,
  commit: raw.commitId,
  environment: raw.deploymentEnvironmentName,
});

/**
 * A compute instance. Prices of the newer generation are dollars a day; the older one's are micro-AKT, whose worth
 * changes, so there is none (vendor CLI, get-resources; vendor SDK, cluster-manager).
 */
export function toServer(
  provider: string,
  generation: Generation,
  raw: Instance,
  machine: Machine | null,
): Server {
  const status = serverStatusOf(raw.state ?? '');
  const own = machineOfInstance(raw);
  return {
    ref: referenceOf(provider, raw._id),
    provider,
    providerType,
    id: raw._id,
    name: raw.name ?? raw.latestUrlPreview ?? raw._id,
    status,
    providerStatus: raw.state ?? '',
    ipv4: null,
    ipv6: null,
    region: raw.region,
    plan: machine?.plan ?? own.plan ?? raw.type,
    os: null,
    cpuCores: machine?.cpuCores ?? own.cpuCores,
    memoryMb: machine?.memoryMb ?? own.memoryMb,
    diskGb: machine?.diskGb ?? own.diskGb,
    bandwidthGb: null,
    ...(generation === 'newer' && status !== 'deleted' ? priceOf(raw, machine) : { price: null }),
    createdAt: raw.createdAt,
    metrics: null,
    ...(generation === 'older' ? { lacksMetrics } : {}),
    actions: serverActions,
  };
}

const lacksMetrics = "Spheron's older API has no metrics";

function priceOf(raw: Instance, machine: Machine | null): Pick<Server, 'price' | 'isPriceUnreadable'> {
  const own = raw.defaultDailyTopup;
  const report = raw.topupReport?.dailyUsage ?? noAmount;
  const price =
    [own.amount, machine?.dailyTopUp ?? null, report.amount]
      .map(monthlyFromDaily)
      .find((month) => month !== null) ?? null;
  const isUnreadable = own.isUnreadable || machine?.isTopUpUnreadable === true || report.isUnreadable;
  return { price, ...(price === null && isUnreadable ? { isPriceUnreadable: true } : {}) };
}

/** The deployment that runs: the active one, else the newest. */
export const deploymentOf = (raw: Instance): string | null =>
  raw.activeDeployment ?? raw.activeOrder ?? raw.deployments.at(-1) ?? raw.orders.at(-1) ?? null;

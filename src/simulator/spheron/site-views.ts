import { isoMs } from '../time.ts';
import type { Organization } from './account.ts';
import {
  type Deployment,
  type Domain,
  type Environment,
  type EnvVar,
  type Project,
  statusOf,
} from './site-fleet.ts';

export const environmentBody = (environment: Environment) => ({
  _id: environment.id,
  name: environment.name,
  branches: environment.branches,
  status: environment.isActive ? 'ACTIVE' : 'INACTIVE',
  protocol: environment.protocol,
  isFree: true,
});

export const envBody = (project: Project, variable: EnvVar) => ({
  _id: variable.id,
  name: variable.name,
  value: variable.value,
  deploymentEnvironments: project.environments
    .filter(({ id }) => variable.environments.includes(id))
    .map(environmentBody),
});

export const domainBody = (project: Project, domain: Domain) => ({
  _id: domain.id,
  name: domain.name,
  link: domain.link,
  type: domain.type,
  verified: domain.isVerified,
  projectId: project.id,
  deploymentEnvironmentIds: project.environments.map(({ id }) => id),
  version: 'v2',
  credentials: [],
  appType: 1,
  createdAt: isoMs(domain.createdAt),
  updatedAt: isoMs(domain.createdAt),
});

/** A project as the newest client knows it: without `latestDeployment`, which only the replies of 2022 held. */
export const projectBody = (project: Project, organization: Organization) => ({
  _id: project.id,
  name: project.name,
  type: 'STANDARD',
  url: project.url,
  environmentVariables: project.env.map((variable) => envBody(project, variable)),
  deploymentEnvironments: project.environments.map(environmentBody),
  organization: organization.id,
  state: project.state,
  hookId: `${Number.parseInt(project.id.slice(0, 7), 16)}`,
  provider: 'GITHUB',
  prCommentIds: [],
  configuration: project.configuration,
  passwordProtection: { enabled: false, credentials: [] },
  createdAt: isoMs(project.createdAt),
  updatedAt: isoMs(project.deployments.at(-1)?.createdAt ?? project.createdAt),
  domains: project.domains.map((domain) => domainBody(project, domain)),
});

/** A deployment; `owner` is the project's id in lists and the whole project when fetched alone. */
export const deploymentBody = (project: Project, deployment: Deployment, owner: unknown, now: number) => {
  const status = statusOf(deployment, now);
  const isDeployed = status === 'Deployed';
  const endedAt = (deployment.buildsFrom ?? deployment.createdAt) + deployment.buildMs;
  const updatedAt = Math.max(deployment.createdAt, Math.min(now, endedAt));
  return {
    _id: deployment.id,
    sitePreview: isDeployed ? `https://${project.name}-${deployment.id.slice(-6)}.spheron.example.net` : '',
    commitId: deployment.commitId,
    commitMessage: deployment.commitMessage,
    logs: logsOf(deployment, now),
    buildDirectory: [],
    contentHash: isDeployed ? `bafy${deployment.commitId}` : '',
    topic: deployment.topic,
    status,
    paymentId: '',
    buildTime: isDeployed || status === 'Failed' ? Math.round(deployment.buildMs / 1_000) : 0,
    memoryUsed: isDeployed ? 412_000_000 + Number.parseInt(deployment.id.slice(0, 6), 16) : 0,
    env: {},
    project: owner,
    branch: deployment.branch,
    externalRepositoryName: project.name,
    protocol: project.environments[0]?.protocol ?? 'ipfs',
    deploymentEnvironmentName: project.environments[0]?.name ?? '',
    failedMessage: status === 'Failed' ? deployment.failure : null,
    isFromRequest: false,
    configuration: project.configuration,
    pickedUpByDeployerAt: deployment.buildsFrom,
    encrypted: false,
    createdAt: isoMs(deployment.createdAt),
    updatedAt: isoMs(updatedAt),
  };
};

/** What the build has printed until `now`. */
export const logsOf = (deployment: Deployment, now: number): readonly { time: string; log: string }[] => {
  const from = deployment.buildsFrom;
  if (from === null) return [];
  const isStopped = ['Canceled', 'Killing'].includes(statusOf(deployment, now));
  const until = isStopped ? (deployment.status.steps[0]?.until ?? now) : now;
  return deployment.lines
    .filter(({ afterMs }) => from + afterMs <= Math.min(now, until))
    .map(({ afterMs, line }) => ({ time: isoMs(from + afterMs), log: line }));
};

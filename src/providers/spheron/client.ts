import type { HttpClient } from '../../http/http-client.ts';
import type { HttpRequest } from '../../http/request.ts';
import { mapResult, type Result } from '../../model/result.ts';
import { createGenerations, type Generation } from './generation.ts';

/** Largest page any client of the vendor asks for. */
export const pageSize = 50;

export type Page = { readonly skip: number; readonly limit: number };

/** Plan usage is kept apart for sites, compute and storage. */
export type Specialization = 'wa-global' | 'c-akash' | 'storage';

/** A compute reply, and which generation of the API gave it. */
export type ComputeReply = { readonly generation: Generation; readonly body: unknown };

/** Verbatim for what is written back, never for what is shown. */
type Reading = Pick<HttpRequest, 'isVerbatim'>;

export type SpheronClient = ReturnType<typeof createSpheronClient>;

/**
 * One function an endpoint; bodies come as they are. Paths as in the vendor's SDK (spheronFdn/sdk, packages/core),
 * the older compute paths as in its 2023 version.
 */
export function createSpheronClient(http: HttpClient) {
  const generations = createGenerations();

  const get = async (
    path: string,
    signal: AbortSignal,
    query: Readonly<Record<string, string | number>> = {},
    reading: Reading = {},
  ): Promise<Result<unknown>> =>
    mapResult(
      await http.request({ method: 'GET', path, query, signal, ...reading }),
      ({ body }): unknown => body,
    );

  const getCompute = (
    paths: Readonly<Record<Generation, string>>,
    signal: AbortSignal,
    query: Readonly<Record<string, string | number>> = {},
    reading: Reading = {},
  ): Promise<Result<ComputeReply>> =>
    generations.ask(async (generation) =>
      mapResult(await get(paths[generation], signal, query, reading), (body) => ({ generation, body })),
    );

  return {
    /** Half of the requests that are left, never one of the reserve. */
    allowance: () => http.usage().forDetails,
    scope: (signal: AbortSignal) => get('/v1/api-keys/scope', signal),
    organization: (id: string, signal: AbortSignal) => get(organizationPath(id), signal),
    projects: (organizationId: string, page: Page, signal: AbortSignal) =>
      get(`${organizationPath(organizationId)}/projects`, signal, page),
    overdue: (organizationId: string, signal: AbortSignal) =>
      get(`${organizationPath(organizationId)}/overdue`, signal),
    coupons: (organizationId: string, signal: AbortSignal) =>
      get(`${organizationPath(organizationId)}/coupons`, signal),
    invites: (organizationId: string, signal: AbortSignal) =>
      get(`${organizationPath(organizationId)}/invites`, signal),
    subscriptionUsage: (organizationId: string, specialization: Specialization, signal: AbortSignal) =>
      get(`${organizationPath(organizationId)}/subscription-usage/specialization/${specialization}`, signal),
    tokenPrice: (tokenId: string, signal: AbortSignal) =>
      get(`/v1/price/liveTokenPrice/${encodeURIComponent(tokenId)}`, signal),
    project: (id: string, signal: AbortSignal, reading: Reading = {}) =>
      get(projectPath(id), signal, {}, reading),
    deployments: (projectId: string, page: Page, signal: AbortSignal) =>
      get(`${projectPath(projectId)}/deployments`, signal, page),
    deploymentsCount: (projectId: string, signal: AbortSignal) =>
      get(`${projectPath(projectId)}/deployments/count`, signal),
    deploymentEnvironments: (projectId: string, signal: AbortSignal, reading: Reading = {}) =>
      get(`${projectPath(projectId)}/deployment-environments`, signal, {}, reading),
    projectDomains: (projectId: string, signal: AbortSignal) =>
      get(`${projectPath(projectId)}/domains`, signal),
    deployment: (id: string, signal: AbortSignal) => get(deploymentPath(id), signal),

    /** One page of an organization's instances; the older generation lists them by cluster only. */
    instances: (organizationId: string, page: Page, signal: AbortSignal) =>
      get('/v1/compute-instance', signal, { organizationId, ...page }),
    clusters: (organizationId: string, page: Page, signal: AbortSignal) =>
      get(`${organizationPath(organizationId)}/clusters`, signal, page),
    clusterInstances: (clusterId: string, page: Page, signal: AbortSignal) =>
      get(`/v1/cluster/${encodeURIComponent(clusterId)}/instances`, signal, { ...page, topupReport: 'y' }),
    /** For what takes several requests in one generation. */
    inGeneration: generations.ask,
    computeProjects: (organizationId: string, page: Page, signal: AbortSignal) =>
      getCompute(
        {
          newer: `${organizationPath(organizationId)}/compute-projects`,
          older: `${organizationPath(organizationId)}/clusters`,
        },
        signal,
        page,
      ),
    fundsUsage: (computeProjectId: string, signal: AbortSignal) => {
      const id = encodeURIComponent(computeProjectId);
      return getCompute(
        { newer: `/v1/compute-project/${id}/funds-usage`, older: `/v1/cluster/${id}/funds-usage` },
        signal,
      );
    },
    instance: (id: string, signal: AbortSignal) =>
      getCompute(instancePaths(id), signal, { topupReport: 'y' }),
    instanceDomains: (id: string, signal: AbortSignal) => {
      const { newer, older } = instancePaths(id);
      return getCompute({ newer: `${newer}/domains`, older: `${older}/domains` }, signal);
    },
    /** Has no older spelling: there it is a 404. */
    metrics: (instanceId: string, service: string, signal: AbortSignal) =>
      get(`${instancePaths(instanceId).newer}/metrics`, signal, { service }),
    computeDeployment: (id: string, signal: AbortSignal, reading: Reading = {}) =>
      getCompute(computeDeploymentPaths(id), signal, {}, reading),
    /** `from` and `to` are line numbers. */
    computeLogs: (
      deploymentId: string,
      window: { readonly from: number; readonly to: number },
      signal: AbortSignal,
    ) => {
      const { newer, older } = computeDeploymentPaths(deploymentId);
      return getCompute({ newer: `${newer}/logs`, older: `${older}/logs` }, signal, {
        ...window,
        logType: 'instanceLogs',
      });
    },
  };
}

const organizationPath = (id: string) => `/v1/organization/${encodeURIComponent(id)}`;

export const projectPath = (id: string) => `/v1/project/${encodeURIComponent(id)}`;

export const deploymentPath = (id: string) => `/v1/deployment/${encodeURIComponent(id)}`;

export const instancePaths = (id: string) => ({
  newer: `/v1/compute-instance/${encodeURIComponent(id)}`,
  older: `/v1/cluster-instance/${encodeURIComponent(id)}`,
});

const computeDeploymentPaths = (id: string) => ({
  newer: `/v1/compute-instance/deployment/${encodeURIComponent(id)}`,
  older: `/v1/cluster-instance/order/${encodeURIComponent(id)}`,
});

import { type Api, bearerKeys, type World } from '../http/api.ts';
import { createAccount } from './account.ts';
import { computeReads } from './compute.ts';
import { computeDomainRoutes } from './compute-domains.ts';
import { createComputeFleet } from './compute-fleet.ts';
import { computeWrites } from './compute-writes.ts';
import { deploymentRoutes } from './deployments.ts';
import { domainRoutes } from './domains.ts';
import { marketplaceRoutes } from './marketplace.ts';
import { organizationRoutes } from './organizations.ts';
import { projectRoutes } from './projects.ts';
import { errors } from './replies.ts';
import { createProjects } from './site-fleet.ts';
import { subscribeRoutes } from './subscribe.ts';

/** The Spheron v2 API in the shapes of its newest client (2024): one account, a token for sites and one for compute. */
export const createSpheron = (world: World, counts: { instances: number; projects: number }) => {
  const account = createAccount(world);
  const projects = createProjects(world, counts.projects);
  const fleet = createComputeFleet(world, counts.instances);
  const api: Api = {
    type: 'spheron',
    routes: {
      ...organizationRoutes(world, account),
      ...projectRoutes(world, account, projects),
      ...domainRoutes(world, projects),
      ...deploymentRoutes(world, account, projects),
      ...computeReads(world, account, fleet),
      ...computeWrites(world, account, fleet),
      ...computeDomainRoutes(world, fleet),
      ...marketplaceRoutes(),
      ...subscribeRoutes(projects, fleet),
    },
    errors,
    keyOf: bearerKeys([account.site.token, account.compute.token]),
  };
  return { api, siteToken: account.site.token.secret, computeToken: account.compute.token.secret };
};

import type { World } from '../http/api.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, Route, RouteTable } from '../http/router.ts';
import { day, isoMs } from '../time.ts';
import type { Account, Organization } from './account.ts';
import { notFound, ok } from './replies.ts';

/** The organization a call names, if the token may see it. */
export const organizationOf = (account: Account, call: Call, id: string | null): Organization | undefined =>
  [account.site, account.compute].find(
    (organization) => organization.token === call.key && organization.id === id,
  );

/** Token, profile and organization: endpoints 1, 2, 4, 8, 9, 10 and 14. */
export const organizationRoutes = (world: World, account: Account): RouteTable => {
  const own =
    (use: (organization: Organization, call: Call) => JsonReply): Route['handle'] =>
    (call) => {
      const organization = organizationOf(account, call, call.param('id'));
      return organization === undefined ? notFound('Organization') : use(organization, call);
    };
  const user = { username: 'example-ops', name: 'Example Operations', email: 'ops@example.com' };

  return {
    'GET /v1/api-keys/scope': (call) =>
      ok({
        user: { id: account.userId, ...user },
        organizations: [account.site, account.compute]
          .filter(({ token }) => token === call.key)
          .map(({ id, name, username, appType }) => ({ id, name, username, appType })),
      }),
    'GET /v1/profile': () => {
      const createdAt = isoMs(world.startedAt - 600 * day);
      return ok({
        user: {
          _id: account.userId,
          platformProfile: { ...user, avatar: '', is_active: true },
          organizations: [],
          createdAt,
          updatedAt: createdAt,
        },
      });
    },
    'GET /v1/organization/:id': own((organization) =>
      ok({
        _id: organization.id,
        profile: { name: organization.name, image: '', username: organization.username },
        users: [account.userId],
        registries: [],
        overdue: false,
        appType: organization.appType,
      }),
    ),
    'GET /v1/organization/:id/overdue': own(() =>
      ok({
        overdue: false,
        message: '',
        overdueResponse: {
          usedDomains: 2,
          allowedDomains: 10,
          exceededDomains: 0,
          usedHnsDomains: 0,
          allowedHnsDomains: 2,
          exceededHnsDomains: 0,
          usedEnsDomains: 0,
          allowedEnsDomains: 2,
          exceededEnsDomains: 0,
          allowedMembers: 5,
          exceededMembers: 0,
          exceededEnvironmentsForProjects: [],
        },
        overdueReasons: [],
      }),
    ),
    'GET /v1/organization/:id/coupons': own(() => ok({ coupons: [] })),
    'GET /v1/organization/:id/invites': own(() => ok({ invites: [] })),
    'GET /v1/organization/:id/subscription-usage/specialization/:spec': own((organization, call) => {
      const spec = call.param('spec');
      if (organization.appType === 'app' && spec === 'wa-global') return ok({ usage: siteUsage(world) });
      if (organization.appType === 'compute' && spec === 'c-akash') return ok({ usage: computeUsage(world) });
      return notFound('Specialization');
    }),
  };
};

/** Pairs of used and limit; bytes, seconds and counts. Usage grows by the hour. */
const siteUsage = (world: World) => {
  const hours = (world.now() - world.startedAt) / 3_600_000;
  return {
    usedBandwidth: Math.round(41_300_000_000 + hours * 55_000_000),
    bandwidthLimit: 100_000_000_000,
    usedBuildExecution: 18_240,
    buildExecutionLimit: 36_000,
    usedConcurrentBuilds: 1,
    concurrentBuildsLimit: 2,
    usedStorageIPFS: 2_140_000_000,
    storageIPFSLimit: 10_000_000_000,
    usedDeploymentsPerDay: 4,
    deploymentsPerDayLimit: 100,
    usedDomains: 4,
    domainsLimit: 10,
    usedNumberOfRequests: Math.round(812_400 + hours * 1_100),
    numberOfRequestsLimit: 2_000_000,
    membersLimit: 5,
    lastDeploymentDate: isoMs(world.startedAt),
  };
};

/** In micro-AKT, as the older clients read them. */
const computeUsage = (world: World) => ({
  usedClusterAkt: Math.round(31_400_000 + (world.now() - world.startedAt) / 60),
  clusterAktLimit: 90_000_000,
  usedClusterBuildExecution: 1_200,
  clusterBuildExecutionLimit: 36_000,
  membersLimit: 5,
});

import type { AccountIdentity, UsageLimit } from '../../model/billing.ts';
import type { JsonObject } from '../../model/json.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import { readRows, readShape } from '../lenient.ts';
import type { BillingReading, Checked } from '../provider.ts';
import { gatherRelated } from '../related.ts';
import { withWorth } from './akt-worth.ts';
import { pageSize, type Specialization } from './client.ts';
import { relatedBody, toDetails } from './details.ts';
import { rowsIn } from './paging.ts';
import type { Parts } from './parts.ts';
import { computeProject, overdueReply, usageReply } from './schema.ts';
import type { AppType, Scope } from './scope.ts';
import { toUsage } from './usage.ts';

/** Compute projects whose spending is asked for, one request each. */
const mostFundsReads = 10;

/** The organization a token is for: what it may use, and whether it has paid. */
export function createAccount({ provider, client, scopes }: Parts) {
  const check = async (signal: AbortSignal): Promise<Result<Checked>> => {
    scopes.forget();
    return mapResult(await scopes.read(signal), (scope) => ({
      account: identityOf(scope, null),
      notes: notesOf(scope),
      warnings: warningsOf(scope),
    }));
  };

  const readBilling = async (signal: AbortSignal): Promise<Result<BillingReading>> => {
    const scope = await scopes.read(signal);
    if (!scope.ok) return scope;
    const { organizationId, appType } = scope.value;
    const [overdueBody, ...usages] = await Promise.all([
      client.overdue(organizationId, signal),
      ...specializationsOf(appType).map((specialization) =>
        readUsage(organizationId, specialization, signal),
      ),
    ]);
    const overdue = overdueBody.ok
      ? readShape(overdueReply, overdueBody.value, 'the overdue state', provider)
      : overdueBody;
    const known = usages.flatMap((usage) => (usage.ok ? [usage.value] : []));
    if (known.length === 0 && !overdue.ok) return overdue;
    const failures = [overdue, ...(known.length === 0 ? usages : [])].filter((result) => !result.ok);
    return succeed({
      billing: {
        provider,
        providerType: 'spheron',
        balance: null,
        monthlyCost: null,
        runwayDays: null,
        autoFunding: null,
        account: identityOf(scope.value, overdue.ok ? overdue.value.overdue : null),
        transactions: [],
        usage: await withWorth(known.flat(), { client, provider }, signal),
      },
      problems: failures.map((failure) => failure.problem),
    });
  };

  const readUsage = async (
    organizationId: string,
    specialization: Specialization,
    signal: AbortSignal,
  ): Promise<Result<readonly UsageLimit[]>> => {
    const body = await client.subscriptionUsage(organizationId, specialization, signal);
    if (!body.ok) return body;
    return mapResult(readShape(usageReply, body.value, 'the usage', provider), ({ usage }) => toUsage(usage));
  };

  const readAccount = async (signal: AbortSignal): Promise<Result<JsonObject>> => {
    const scope = await scopes.read(signal);
    if (!scope.ok) return scope;
    const { organizationId, organizationName, appType, user, email } = scope.value;
    const [related, fundsUsage] = await Promise.all([
      gatherRelated({
        organization: relatedBody(client.organization(organizationId, signal)),
        overdue: relatedBody(client.overdue(organizationId, signal)),
        coupons: relatedBody(client.coupons(organizationId, signal), 'coupons'),
        invites: relatedBody(client.invites(organizationId, signal), 'invites'),
        ...Object.fromEntries(
          specializationsOf(appType).map((specialization) => [
            `usage ${specialization}`,
            relatedBody(client.subscriptionUsage(organizationId, specialization, signal), 'usage'),
          ]),
        ),
      }),
      appType === 'compute' || appType === null ? readFunds(organizationId, signal) : null,
    ]);
    return succeed(
      toDetails({
        scope: { organization: organizationName, organizationId, appType, user, email },
        ...related,
        ...(fundsUsage === null ? {} : { fundsUsage }),
      }),
    );
  };

  /** By the projects' names. */
  const readFunds = async (organizationId: string, signal: AbortSignal): Promise<JsonObject> => {
    const reply = await client.computeProjects(organizationId, { skip: 0, limit: pageSize }, signal);
    if (!reply.ok) return { error: reply.problem.message };
    const rows = rowsIn(reply.value.body, ['computeProjects', 'clusters']);
    const projects = readRows(computeProject, rows, 'the compute projects', provider, (row) => row);
    if (!projects.ok) return { error: projects.problem.message };
    const reads = projects.value.items
      .slice(0, mostFundsReads)
      .map(({ _id, name }): [string, ReturnType<typeof relatedBody>] => [
        name ?? _id,
        relatedBody(client.fundsUsage(_id, signal).then((funds) => mapResult(funds, ({ body }) => body))),
      ]);
    return gatherRelated(Object.fromEntries(reads));
  };

  return { check, readBilling, readAccount };
}

const identityOf = (scope: Scope, isOverdue: boolean | null): AccountIdentity => ({
  id: scope.organizationId,
  name: scope.organizationName,
  email: scope.email,
  status: isOverdue === null ? null : isOverdue ? 'overdue' : 'active',
});

const specializationsOf = (appType: AppType | null): readonly Specialization[] => {
  switch (appType) {
    case 'app':
      return ['wa-global'];
    case 'compute':
      return ['c-akash'];
    case 'storage':
      return ['storage'];
    case null:
      return ['wa-global', 'c-akash'];
  }
};

const notesOf = ({ organizationName, organizationId, appType, user }: Scope): readonly string[] => [
  `organization: ${organizationName ?? organizationId}`,
  ...(user === null ? [] : [`token of ${user}`]),
  ...(appType === null ? [] : [seenBy[appType]]),
];

const seenBy: Readonly<Record<AppType, string>> = {
  app: 'an app token: sees projects, no compute instances',
  compute: 'a compute token: sees compute instances, no projects',
  storage: 'a storage token: sees neither projects nor compute instances',
};

const warningsOf = ({
  appType,
  organizations,
  organizationName,
  organizationId,
}: Scope): readonly string[] => [
  ...(appType === null
    ? ['the token does not say what it is for: projects and instances are both tried']
    : []),
  ...(appType === 'storage' ? ['nothing of a storage organization is shown but its usage'] : []),
  ...(organizations > 1
    ? [`the token names ${organizations} organizations: only ${organizationName ?? organizationId} is shown`]
    : []),
];

import { type AlertEvent, type AlertSubject, isRaised } from '../alerts/alert.ts';
import { statusTone } from '../format/status.ts';
import { webhookSentence } from '../format/webhook.ts';
import type { App } from '../model/app.ts';
import type { Server } from '../model/server.ts';
import type { FleetState, ProviderEntry } from '../store/fleet-state.ts';

/** Every list of every provider has been read, or has failed. */
export const hasArrived = ({ providers }: FleetState): boolean =>
  providers.size > 0 &&
  [...providers.values()].every(({ lists }) =>
    Object.values(lists).every(({ readAt, failure }) => readAt !== null || failure !== null),
  );

/** How everything is, a line for each provider and for each resource or account that is in trouble. */
export function overview({ providers, servers, apps, alerts }: FleetState): readonly string[] {
  const lines = [...providers.values()].map((entry) => {
    const own = (rows: ReadonlyMap<string, Server | App>) =>
      [...rows.values()].filter(({ provider }) => provider === entry.name).length;
    return `${entry.name}: ${stateWords(entry)}, ${counted(own(servers), 'server')}, ${counted(own(apps), 'app')}`;
  });
  const trouble = [
    ...[...servers.values()].filter(isBad).map((server) => `server ${where(server)} is ${server.status}`),
    ...[...apps.values()].filter(isBad).map((app) => `${app.kind} ${where(app)} is ${app.status}`),
    ...[...alerts.alerts.values()]
      .filter((alert) => isRaised(alert) && isSaidAsAlert(alert.kind))
      .map(({ kind, subject }) => `${subjectWords(subject)}: ${kindWords[kind]}`),
  ];
  return [...lines, ...(trouble.length === 0 ? ['nothing is in trouble'] : trouble)];
}

/** What an operator is to be told of the way from one state to the next, a sentence a line. */
export function changesBetween(before: FleetState, after: FleetState): readonly string[] {
  return [
    ...webhookChanges(before, after),
    ...providerChanges(before.providers, after.providers),
    ...rowChanges(before.servers, after.servers, () => 'server'),
    ...rowChanges(before.apps, after.apps, ({ kind }) => kind),
    ...alertChanges(before, after),
  ];
}

/** Load and money; what stopped or failed is said as a change of its status. */
function alertChanges(before: FleetState, after: FleetState): readonly string[] {
  const news = after.alerts.count - before.alerts.count;
  if (news <= 0) return [];
  return after.alerts.events
    .slice(-news)
    .filter(({ kind }) => isSaidAsAlert(kind))
    .map(({ type, kind, subject, message }) =>
      type === 'raised'
        ? `alert: ${subjectWords(subject)}: ${kindWords[kind]}, ${message}`
        : `over: ${subjectWords(subject)}: ${kindWords[kind]}, ${message}`,
    );
}

const kindWords: Readonly<Record<AlertEvent['kind'], string>> = {
  cpu: 'high CPU',
  memory: 'high memory',
  runway: 'money for few days',
  stopped: 'stopped',
  failed: 'failed',
  login: 'login',
};

const isSaidAsAlert = (kind: AlertEvent['kind']): boolean => kind !== 'stopped' && kind !== 'failed';

const subjectWords = ({ type, name, provider }: AlertSubject): string =>
  type === 'account' ? `account ${name}` : `${type} ${name} (${provider})`;

function webhookChanges(before: FleetState, after: FleetState): readonly string[] {
  if (
    before.receiver === after.receiver &&
    before.webhooks === after.webhooks &&
    before.refusals === after.refusals
  )
    return [];
  const known = new Set(before.webhooks.map(({ id }) => id));
  const news = after.webhooks.filter(({ id }) => !known.has(id));
  return [
    ...(before.receiver === after.receiver || after.receiver.message === '' ? [] : [after.receiver.message]),
    ...(after.refusals === null || before.refusals === after.refusals
      ? []
      : [`webhooks: ${after.refusals.message}`]),
    ...news.map((webhook) => `${webhook.provider}: ${webhook.name ?? ''} ${webhookSentence(webhook)}`),
  ];
}

function providerChanges(before: FleetState['providers'], after: FleetState['providers']): readonly string[] {
  if (before === after) return [];
  return [...after.values()].flatMap((entry) => {
    const was = before.get(entry.name);
    if (was === undefined || was.state === entry.state || was.state === 'connecting') return [];
    return [`provider ${entry.name} is ${stateWords(entry)}, was ${was.state}`];
  });
}

type Row = Server | App;

function rowChanges<T extends Row>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  kindOf: (row: T) => string,
): readonly string[] {
  if (before === after) return [];
  const changed = [...after.values()].flatMap((row) => {
    const was = before.get(row.ref);
    if (was === undefined) return [`${kindOf(row)} ${where(row)} is new: ${row.status}`];
    if (was.name !== row.name) return [`${kindOf(row)} ${where(was)} is called ${row.name} now`];
    return was.status === row.status
      ? []
      : [`${kindOf(row)} ${where(row)} is ${row.status}, was ${was.status}`];
  });
  const gone = [...before.values()].filter(({ ref }) => !after.has(ref));
  return [...changed, ...gone.map((row) => `${kindOf(row)} ${where(row)} is gone`)];
}

const where = ({ name, provider }: Row): string => `${name} (${provider})`;

const isBad = ({ status }: Row): boolean => statusTone(status) === 'bad';

const stateWords = ({ state, problem }: ProviderEntry): string =>
  problem === null ? state : `${state} (${problem.message})`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

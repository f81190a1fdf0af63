import type { AccountReport } from '../billing/account-report.ts';
import { costOf, hourlyCostOf } from '../billing/server-cost.ts';
import type { App } from '../model/app.ts';
import type { LoginSession } from '../model/login-session.ts';
import type { Money } from '../model/money.ts';
import type { Server } from '../model/server.ts';
import { type ActivityRow, activityColumns } from './activity-columns.ts';
import { appColumns } from './app-columns.ts';
import { billingColumns } from './billing-columns.ts';
import type { Column } from './column.ts';
import { serverColumns } from './server-columns.ts';
import { sessionColumns } from './session-columns.ts';

/** How a word is met: its letters in their order, as a part, or as the beginning. */
export type Way = 'fuzzy' | 'substring' | 'prefix';

/** Something a list can be filtered and sorted by: every column, and what has no column of its own. */
export type Field<Row> = {
  readonly id: string;
  /** Other words for it. */
  readonly aliases: readonly string[];
  /** `number` and `age` can be compared with `<` and `>`; an age is compared by how long ago, as in `age>7d`. */
  readonly kind: 'text' | 'number' | 'age';
  /** How a bare word is looked for in it; `none`: only when named. */
  readonly words: Way | 'none';
  readonly text: (row: Row, now: number) => string;
  readonly value: Column<Row>['sortValue'];
};

type Traits = Partial<Pick<Field<unknown>, 'aliases' | 'kind' | 'words'>>;

const plain: Required<Traits> = { aliases: [], kind: 'text', words: 'none' };

const columnTraits: Readonly<Record<string, Traits>> = {
  name: { words: 'fuzzy' },
  status: { words: 'fuzzy' },
  provider: { words: 'fuzzy' },
  region: { words: 'fuzzy' },
  plan: { words: 'fuzzy' },
  kind: { words: 'fuzzy' },
  framework: { words: 'fuzzy' },
  branch: { words: 'fuzzy' },
  // Hexadecimal and long texts hold almost any few letters in some order.
  address: { words: 'substring', aliases: ['ip'] },
  domain: { words: 'substring', aliases: ['domains'] },
  repository: { words: 'substring', aliases: ['repo'] },
  user: { words: 'fuzzy' },
  from: { words: 'substring' },
  terminal: { words: 'substring', aliases: ['tty'] },
  since: { kind: 'age' },
  idle: { kind: 'number' },
  sessions: { kind: 'number', aliases: ['who'] },
  cpu: { kind: 'number' },
  memory: { kind: 'number', aliases: ['mem'] },
  price: { kind: 'number', aliases: ['cost'] },
  age: { kind: 'age', aliases: ['created'] },
  deployed: { kind: 'age' },
  read: { kind: 'age' },
  balance: { kind: 'number' },
  burn: { kind: 'number' },
  runway: { kind: 'number', aliases: ['days'] },
  monthly: { kind: 'number', aliases: ['month'] },
  off: { kind: 'number' },
  funding: { words: 'substring' },
  account: { words: 'substring', aliases: ['email'] },
  what: { words: 'fuzzy', aliases: ['action', 'verb'] },
  target: { words: 'prefix', aliases: ['ref'] },
  result: { words: 'substring' },
  message: { words: 'substring' },
};

const fromColumn = <Row>(column: Column<Row>): Field<Row> => ({
  ...plain,
  ...columnTraits[column.id],
  id: column.id,
  text: column.text,
  value: column.sortValue,
});

/** What has no column of its own. */
export const plainField = <Row>(
  id: string,
  value: Column<Row>['sortValue'],
  traits: Traits = {},
): Field<Row> => ({
  ...plain,
  ...traits,
  id,
  text: (row) => String(value(row) ?? ''),
  value,
});

const amountOf = (money: Money | null): number | null => (money === null ? null : Number(money.amount));

const monthOf = (server: Server): number | null => amountOf(costOf(server).monthly);

export const serverFields: readonly Field<Server>[] = [
  ...serverColumns.map(fromColumn),
  plainField('ref', (server) => server.ref, { words: 'prefix' }),
  plainField('id', (server) => server.id, { words: 'prefix' }),
  plainField('type', (server) => server.providerType),
  plainField('os', (server) => server.os, { words: 'substring' }),
  plainField('ipv6', (server) => server.ipv6, { words: 'substring' }),
  plainField('cores', (server) => server.cpuCores, { kind: 'number' }),
  plainField('disk', (server) => server.diskGb, { kind: 'number' }),
  plainField('month', monthOf, { kind: 'number' }),
  plainField('hour', (server) => amountOf(hourlyCostOf(server)), { kind: 'number' }),
  plainField('share', monthOf, { kind: 'number' }),
  plainField('billed', (server) => (costOf(server).isStoppedBilling ? 'off, billed' : null)),
];

export const appFields: readonly Field<App>[] = [
  ...appColumns.map((column) =>
    column.id === 'domain'
      ? { ...fromColumn(column), text: (app: App) => app.domains.join(' ') }
      : fromColumn(column),
  ),
  plainField('ref', (app) => app.ref, { words: 'prefix' }),
  plainField('id', (app) => app.id, { words: 'prefix' }),
  plainField('type', (app) => app.providerType),
  plainField('server', (app) => app.server),
];

export const accountFields: readonly Field<AccountReport>[] = [
  ...billingColumns.map(fromColumn),
  plainField('type', ({ billing }) => billing.providerType),
];

/** A time is compared by how long ago, as in `time<1h`. */
export const activityFields: readonly Field<ActivityRow>[] = activityColumns.map((column) =>
  column.id === 'time'
    ? { ...fromColumn(column), kind: 'age', value: ({ at }: ActivityRow) => at }
    : fromColumn(column),
);

export const sessionFields: readonly Field<LoginSession>[] = [
  ...sessionColumns.map(fromColumn),
  plainField('ref', (session) => session.ref),
  plainField('server', (session) => session.server, { words: 'prefix' }),
];

/** By its id or another word for it, without case. */
export const findField = <Row>(fields: readonly Field<Row>[], word: string): Field<Row> | null => {
  const id = word.toLowerCase();
  return fields.find((field) => field.id === id || field.aliases.includes(id)) ?? null;
};

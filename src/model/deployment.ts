import { type AppStatus, appStatusOf } from './status.ts';

/** One deployment of an app. Times are epoch ms. */
export type Deployment = {
  readonly id: string;
  /** Reference of its app. */
  readonly app: string;
  readonly status: AppStatus;
  readonly providerStatus: string;
  readonly createdAt: number | null;
  readonly endedAt: number | null;
  /** Its commit's hash, as the provider writes it. */
  readonly commit: string | null;
  /** Where it goes, in the provider's word: production, previews; null where the provider has but one place. */
  readonly environment: string | null;
};

/**
 * Those that go where visitors are: all, where they go to one place, else those of what is called production. Null
 * where they go to several places and none is called that: nobody can tell then.
 */
export function inProduction<Row>(
  rows: readonly Row[],
  environmentOf: (row: Row) => string | null,
): readonly Row[] | null {
  if (new Set(rows.map(environmentOf)).size <= 1) return rows;
  const production = rows.filter((row) => /^prod(uction)?$/i.test(environmentOf(row) ?? ''));
  return production.length === 0 ? null : production;
}

export const environmentOf = ({ environment }: Deployment): string | null => environment;

/**
 * What the end of a log says of its deployment, by the provider's word: `other` is a word that tells of neither, such as
 * that of an app that was stopped.
 */
export function deploymentResultOf(word: string): 'good' | 'failed' | 'other' {
  const status = appStatusOf(word);
  if (status === 'running') return 'good';
  return status === 'failed' || /fail|error|timed.?out/i.test(word) ? 'failed' : 'other';
}

/** Whether a deployment was given up before its end, by the provider's word. */
export const isCanceled = (word: string | null): boolean => /^cancell?ed$/i.test(word ?? '');

/**
 * The one to go back to: of what goes to production the newest good one is what is live, whatever failed or is under
 * way after it, so it is the good one before that.
 */
export const lastGood = <Row extends Deployment>(rows: readonly Row[]): Row | null =>
  (inProduction(rows, environmentOf) ?? []).filter(({ status }) => status === 'running')[1] ?? null;

import type { App } from '../../model/app.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Problem, problem } from '../../model/problem.ts';
import type { Server } from '../../model/server.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOf } from '../exit-code.ts';

/** What became of one target, or of a creation. */
export type Report = {
  /** As typed. */
  readonly action: string;
  /** Reference; null for what was not found or does not exist. */
  readonly target: string | null;
  /** What a person calls it. */
  readonly name: string;
  readonly accepted: boolean;
  readonly message: string;
  readonly deploymentId: string | null;
  /** The provider's word of the reply, else the state read after it. */
  readonly status: string | null;
  readonly problem: Problem | null;
  readonly created: Server | App | null;
  readonly oneTimeSecret: JsonObject | null;
};

/** Nothing was taken on: refused, here or there, or not known whether it happened. */
export const refusal = (
  action: string,
  subject: { readonly target: string | null; readonly name: string },
  found: Problem,
  status: string | null = null,
): Report => ({
  action,
  ...subject,
  accepted: false,
  message: found.message,
  deploymentId: null,
  status,
  problem: found,
  created: null,
  oneTimeSecret: null,
});

export const notBegun = (
  action: string,
  subject: { readonly target: string | null; readonly name: string },
): Report => refusal(action, subject, earlierFailed);

/** One for all, by which they are known. */
const earlierFailed = problem('conflict', 'not begun: an earlier one failed');

/** Said by us, before anything was sent: the command line, the configuration or a lock is at fault. */
export const isUsage = ({ status, code }: Problem): boolean => status === null && usageCodes.has(code);

const usageCodes: ReadonlySet<string> = new Set(['usage', 'config', 'read-only', 'unsupported', 'invalid']);

/** 2 where all that went wrong is ours to correct and nothing was done, else as for any set of targets. */
export function exitCodeOfReports(reports: readonly Report[]): ExitCode {
  const failed = reports.filter((report) => report.problem !== null);
  const causes = failed.filter(({ problem: found }) => found !== earlierFailed);
  if (
    failed.length === reports.length &&
    causes.every(({ problem: found }) => found !== null && isUsage(found))
  )
    return 2;
  return exitCodeOf(reports.length, failed.length, false);
}

import { whyNoLog } from '../../actions/log-source.ts';
import type { LogTarget } from '../../model/log-target.ts';
import type { Problem } from '../../model/problem.ts';
import { isUsage } from '../action/report.ts';
import type { Resolution } from '../action/resolve-name.ts';
import { resolveTargets } from '../action/resolve-target.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { problemJson } from '../json/problem-json.ts';
import { printLogs } from '../logs/print-logs.ts';
import { readSince } from '../logs/since.ts';
import { openSession } from '../open-session.ts';
import { sayProblems } from '../say-problems.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';

export type LogsOptions = {
  readonly follow?: boolean;
  readonly deployment?: string;
  readonly since?: string;
};

export const runLogs: Run<LogsOptions> = async (context, { follow, deployment, since }, words) => {
  const { clock, signal } = context.world;
  if (deployment !== undefined && words.length > 1)
    throw new UsageError('--deployment names a deployment of one app: give one target');
  const sinceAt = since === undefined ? null : readSince(since, clock.now());
  const session = await openSession(context);
  const wanted = { verb: 'logs', needs: [], kinds: ['app', 'server'], isWrite: false, sample: null } as const;
  const found = await resolveTargets(
    [...new Set(words)],
    { ...wanted, whyNot: whyNoLog },
    session.providers,
    signal,
  );
  const unknown = found.flatMap((one) => (one.ok ? [] : [one.problem]));
  if (context.options.json === true)
    context.printJsonLines(unknown.map((problem) => ({ error: problemJson(problem) })));
  const targets = targetsOf(found, deployment ?? null);
  const printed = await printLogs(context, session, targets, {
    isFollowing: follow === true,
    since: sinceAt,
  });
  const failures = [...unknown, ...printed.problems];
  const asides = [...new Set(found.flatMap(({ problems }) => problems))].filter(
    (problem) => !failures.includes(problem),
  );
  sayProblems(context, [...asides, ...failures]);
  if (printed.hasFailedDeployment) return 1;
  return codeOf(failures, targets.length + unknown.length, asides.length > 0);
};

/** Each resource once, however often it was named. */
const targetsOf = (found: readonly Resolution[], deploymentId: string | null): readonly LogTarget[] => [
  ...new Map(
    found.flatMap((one): [string, LogTarget][] =>
      one.ok ? [[one.target.resource.ref, { ...one.target, deploymentId }]] : [],
    ),
  ).values(),
];

/** 2 where all that went wrong is ours to correct and nothing could be printed. */
const codeOf = (failures: readonly Problem[], asked: number, hasAsides: boolean): ExitCode =>
  failures.length === asked && failures.every(isUsage) ? 2 : exitCodeOf(asked, failures.length, hasAsides);

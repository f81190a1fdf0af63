import { inWaves, waveSize } from '../../actions/waves.ts';
import { problem } from '../../model/problem.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { sayProblems } from '../say-problems.ts';
import type { Session } from '../session.ts';
import { splitReference } from '../split-reference.ts';
import type { ActionOptions } from './action-options.ts';
import { carryOut, type Job, rehearse } from './carry-out.ts';
import type { DryRequest } from './dry-run.ts';
import { type OpenedActions, openActions } from './open-actions.ts';
import { printDryRun, printReports, tell } from './print-reports.ts';
import { confirm, type Planned, refuseUnanswerable, whyStale } from './question.ts';
import { exitCodeOfReports, notBegun, type Report, refusal } from './report.ts';
import { resolveTargets } from './resolve-target.ts';
import type { VerbSpec } from './verb-spec.ts';

/** A target on its way: found with its deed, or given up. */
type Step = { readonly job: Job & Planned } | { readonly report: Report };

/** Does one verb to its targets: finds them all, asks once, sends one, then the others in waves. */
export async function runAction(
  context: Context,
  options: ActionOptions,
  words: readonly string[],
  spec: VerbSpec,
): Promise<ExitCode> {
  const opened = await openActions(context, options, words);
  return forAction(opened.session.providers, () => actOn(context, options, opened, words, spec));
}

/**
 * Everything that is sent in the course of `work` is for what the user does, whichever provider it goes to: finding the
 * target, too, may use what is kept for that.
 */
const forAction = <T>(providers: readonly ConnectedProvider[], work: () => Promise<T>): Promise<T> =>
  providers.reduceRight(
    (next, { budget }) =>
      () =>
        budget.during('action', next),
    work,
  )();

async function actOn(
  context: Context,
  options: ActionOptions,
  opened: OpenedActions,
  words: readonly string[],
  spec: VerbSpec,
): Promise<ExitCode> {
  if (spec.asks) refuseUnanswerable(context, spec.verb, options);
  spec.refuse?.();
  const steps = await plan(context, opened, words, spec);
  const isSeveral = words.length > 1;
  const finish = (reports: readonly Report[]): ExitCode => {
    printReports(context, reports, isSeveral);
    return exitCodeOfReports(reports);
  };
  const hasFailed = steps.some((step) => 'report' in step);
  const keepsGoing = options.keepGoing === true && isSeveral;
  if (hasFailed && !keepsGoing) return finish(steps.map((step) => reportOf(step, spec.verb)));
  const jobs = steps.flatMap((step) => ('job' in step ? [step.job] : []));
  if (opened.dryRun !== null) return runDry(context, opened, steps, isSeveral);
  const isAsking = spec.asks && options.yes !== true && options.confirm === undefined;
  if (
    isAsking &&
    jobs.length > 0 &&
    !(await confirm(context, spec.verb, jobs, opened.session.config.protected))
  )
    return finish(
      steps.map((step) =>
        'report' in step ? step.report : refusal(step.job.action, step.job.subject, notConfirmed),
      ),
    );
  // A provider builds so many at once: the next wave waits for the end of the one before.
  const waiting = building.has(spec.verb) && jobs.length > waveSize ? { ...options, wait: true } : options;
  const done = await inWaves(
    steps,
    async (step, isOver) => {
      if ('report' in step) return step.report;
      const { action, subject } = step.job;
      const stale = isAsking ? await whyStale(step.job, context.world.signal) : null;
      if (stale !== null) return refusal(action, subject, stale);
      return isOver() ? notBegun(action, subject) : carryOut(context, waiting, opened, step.job, isOver);
    },
    ({ problem }) => problem === null,
    { size: waveSize, keepGoing: keepsGoing },
  );
  return finish(done.map(({ target, result }) => result ?? reportOf(target, spec.verb)));
}

/** Verbs that have the provider build something, which takes longer than its answer. */
const building: ReadonlySet<string> = new Set(['deploy', 'redeploy']);

const notConfirmed = problem('usage', 'not confirmed: nothing was sent');

const reportOf = (step: Step, verb: string): Report =>
  'report' in step ? step.report : notBegun(verb, step.job.subject);

/** Every target, found and with its deed; one that two words name is there once. */
async function plan(
  context: Context,
  { session }: OpenedActions,
  words: readonly string[],
  spec: VerbSpec,
): Promise<readonly Step[]> {
  const { signal } = context.world;
  const found = await resolveTargets(words, spec, session.providers, signal);
  sayProblems(context, [...new Set(found.flatMap(({ problems }) => problems))]);
  const seen = new Set<string>();
  const steps = found.map(async (resolution): Promise<Step | null> => {
    const { word } = resolution;
    if (!resolution.ok)
      return {
        report: refusal(spec.verb, { target: referenceIn(word, session), name: word }, resolution.problem),
      };
    const { target, connected } = resolution;
    const { ref, name } = target.resource;
    if (seen.has(ref)) return null;
    seen.add(ref);
    const subject = { target: ref, name };
    const deed = await spec.deedFor(target, connected, signal);
    if (!deed.ok) return { report: refusal(spec.verb, subject, deed.problem, target.resource.status) };
    const request = { target, deed: deed.value };
    return { job: { action: spec.verb, subject, connected, request, target, deed: deed.value } };
  });
  return (await Promise.all(steps)).filter((step) => step !== null);
}

/** A word that is a reference names its target even where that could not be read. */
const referenceIn = (word: string, { providers }: Session): string | null =>
  splitReference(word, providers) === null ? null : word;

async function runDry(
  context: Context,
  opened: OpenedActions,
  steps: readonly Step[],
  isSeveral: boolean,
): Promise<ExitCode> {
  const requests: DryRequest[] = [];
  const failed: Report[] = [];
  for (const step of steps) {
    if ('report' in step) {
      failed.push(step.report);
      continue;
    }
    const { action, subject } = step.job;
    const rehearsed = await rehearse(opened, step.job, context.world.signal);
    if ('requests' in rehearsed) requests.push(...rehearsed.requests);
    else failed.push(refusal(action, subject, rehearsed.problem));
  }
  if (requests.length > 0 || failed.length === 0) printDryRun(context, requests);
  else {
    printReports(context, failed, isSeveral);
    return exitCodeOfReports(failed);
  }
  for (const report of failed) tell(context, report);
  return failed.length === 0 ? 0 : 3;
}

import { act, prepareAction } from '../../actions/act.ts';
import { defaultDeadlineMs, followAction } from '../../actions/follow.ts';
import { secretsOf } from '../../actions/secrets.ts';
import type { ToldEnds } from '../../actions/told-ends.ts';
import type { Accepted, ActionRequest } from '../../model/action.ts';
import { type Problem, problem } from '../../model/problem.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Context } from '../context.ts';
import type { ActionOptions } from './action-options.ts';
import type { DryRequest } from './dry-run.ts';
import type { OpenedActions } from './open-actions.ts';
import { notBegun, type Report, refusal } from './report.ts';
import { sayingInterrupted } from './say-interrupted.ts';

export type Subject = { readonly target: string | null; readonly name: string };

/** One request to be made, and how to speak of it. */
export type Job = {
  readonly action: string;
  readonly subject: Subject;
  readonly connected: ConnectedProvider;
  readonly request: ActionRequest;
};

/** Sends what a job asks for, once, and tells how that went; with `--wait` follows it to its end. */
export async function carryOut(
  context: Context,
  options: ActionOptions,
  opened: OpenedActions,
  { action, subject, connected, request }: Job,
  isOver: () => boolean = () => false,
): Promise<Report> {
  const { signal } = context.world;
  if (connected.settings.readOnly) return refusal(action, subject, lockedProblem(connected));
  const prepared = await prepareAction(connected, request, signal);
  if (!prepared.ok) return refusal(action, subject, prepared.problem);
  if (isOver()) return notBegun(action, subject);
  const telling = sayingInterrupted(context, connected, `${action} ${subject.name}`);
  const acted = await act(telling, request, prepared.value, opened.act, signal);
  const present = acted.present?.status ?? null;
  if (acted.type !== 'accepted') return refusal(action, subject, acted.problem, present);
  const { accepted } = acted;
  const report: Report = {
    action,
    target: subject.target ?? accepted.created?.ref ?? null,
    name: accepted.created?.name ?? subject.name,
    accepted: true,
    message: accepted.message,
    deploymentId: accepted.deploymentId,
    status: accepted.status ?? present,
    problem: null,
    created: accepted.created,
    oneTimeSecret: accepted.oneTimeSecret,
  };
  return options.wait === true
    ? await waitFor(context, { action, subject, connected, request }, accepted, report, opened.told)
    : report;
}

async function waitFor(
  context: Context,
  { subject, connected, request }: Job,
  accepted: Accepted,
  report: Report,
  told: ToldEnds | undefined,
): Promise<Report> {
  const { clock, signal } = context.world;
  context.say(`${subject.name}: ${accepted.message}`);
  const ending = await followAction(
    connected,
    request,
    accepted,
    {
      clock,
      deadlineMs: defaultDeadlineMs,
      onProgress: (line) => context.say(`${subject.name}: ${line}`),
      ...(told === undefined ? {} : { told }),
    },
    signal,
  );
  const provider = connected.settings.name;
  return {
    ...report,
    message: ending.message,
    status: ending.status ?? report.status,
    created: report.created === null ? null : (ending.resource ?? report.created),
    problem: ending.ok
      ? null
      : problem(ending.isOverdue ? 'timeout' : 'server', ending.message, { provider, retryable: false }),
  };
}

/** The request a job would send, caught before it leaves. */
export async function rehearse(
  { dryRun }: OpenedActions,
  { connected, request }: Job,
  signal: AbortSignal,
): Promise<{ readonly requests: readonly DryRequest[] } | { readonly problem: Problem }> {
  if (connected.settings.readOnly) return { problem: lockedProblem(connected) };
  const prepared = await prepareAction(connected, request, signal);
  if (!prepared.ok) return { problem: prepared.problem };
  const sent = await connected.send(prepared.value.request, signal);
  const requests = dryRun?.take(secretsOf(request, connected.provider.forms)) ?? [];
  if (requests.length > 0 || sent.ok) return { requests };
  return { problem: sent.problem };
}

const lockedProblem = ({ settings }: ConnectedProvider): Problem =>
  problem('read-only', `${settings.name} is read-only: nothing was sent`, { provider: settings.name });

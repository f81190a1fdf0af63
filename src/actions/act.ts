import type { Actor, IntentEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { ActionRequest, Target } from '../model/action.ts';
import { type Problem, type ProblemCode, problem } from '../model/problem.ts';
import { fail, type Result } from '../model/result.ts';
import { isPlainText, plainText } from '../model/text.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Prepared } from '../providers/provider.ts';
import type { Deps } from '../runtime/deps.ts';
import { rememberDeployment } from './known-deployments.ts';
import { type ActionOutcome, nameOf, type Present, refOf, verbOf } from './outcome.ts';
import { parametersOf } from './parameters.ts';
import { readNow } from './read-present.ts';
import { hideSecrets, secretsOf } from './secrets.ts';

export type ActOptions = {
  readonly journal: Pick<Journal, 'append'>;
  readonly actor: Actor;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
};

/** The request that an action would send, checked against the vendor's rules; nothing is sent. */
export async function prepareAction(
  { provider, title, settings, budget }: ConnectedProvider,
  request: ActionRequest,
  signal: AbortSignal,
): Promise<Result<Prepared>> {
  const unusable = unusableName(request);
  if (unusable !== null) return fail(problem('usage', unusable, { provider: settings.name }));
  const prepared =
    (await budget.during('action', () => provider.prepare?.(request, signal))) ??
    fail(problem('unsupported', `${title} has no ${verbOf(request)}`, { provider: settings.name }));
  if (prepared.ok) return prepared;
  // Our own rules repeat no value; to take one out of their words would tell it.
  const isOurs = prepared.problem.status === null;
  return isOurs ? prepared : fail(withoutSecrets(prepared.problem, secretsOf(request, provider.forms)));
}

/** What is wrong with a name that is to be given; null: nothing. What no terminal shows would be what nobody asked for. */
function unusableName(request: ActionRequest): string | null {
  if ('create' in request) {
    const { name = '' } = request.fields;
    return isPlainText(name) ? null : unshowable('name');
  }
  const { deed } = request;
  if (deed.verb === 'rename' || deed.verb === 'snapshot')
    return isPlainText(deed.name) ? null : unshowable('name');
  return deed.verb === 'domain' && !isPlainText(deed.host) ? unshowable('host') : null;
}

const unshowable = (what: string): string =>
  `the ${what} has control characters or others that cannot be shown`;

/** What became of it, and the target as it was read after that. */
export type Acted = ActionOutcome & { readonly present: Present };

/**
 * Carries out a prepared action: the intent is on disk before the request leaves, the request is sent once, the
 * outcome follows. However it went the target is read again, and nothing is repeated.
 */
export async function act(
  connected: ConnectedProvider,
  request: ActionRequest,
  prepared: Prepared,
  { journal, actor, deps }: ActOptions,
  signal: AbortSignal,
): Promise<Acted> {
  const { settings, provider } = connected;
  const startedAt = deps.clock.elapsed();
  const intent: IntentEntry = {
    v: 1,
    type: 'intent',
    id: newId(deps.random),
    at: new Date(deps.clock.now()).toISOString(),
    ...actor,
    provider: settings.name,
    target: refOf(request),
    name: nameOf(request),
    action: verbOf(request),
    parameters: parametersOf(request, provider.forms),
    stateBefore: 'create' in request ? null : request.target.resource.status,
  };
  const written = journal.append(intent);
  if (!written.ok)
    return { type: 'refused', problem: { ...written.problem, provider: settings.name }, present: null };

  const sent = await send(connected, request, prepared, signal);
  const { status } = sent;
  const read =
    'create' in request
      ? null
      : await connected.budget.during('action', () => readNow(connected, request.target, signal));
  const present = read?.ok === true ? read.value : null;
  const isGone = read?.ok === false && read.problem.code === 'not-found';
  const outcome = withoutTyped(
    isGone ? toldGone(sent.outcome) : sent.outcome,
    secretsOf(request, provider.forms),
  );
  const accepted = outcome.type === 'accepted' ? outcome.accepted : null;
  const endedAt = deps.clock.now();
  // A failure to write the outcome leaves an intent without one, which reads as "not known": that is the truth.
  journal.append({
    ...intent,
    type: 'outcome',
    at: new Date(endedAt).toISOString(),
    ok: outcome.type === 'unknown' ? null : outcome.type === 'accepted',
    status,
    // What is shown once is shown by nobody else: a sentence that repeats it is kept without it.
    message: hideSecrets(sentenceOf(outcome), Object.values(accepted?.oneTimeSecret ?? {}).map(String)),
    stateAfter: present?.status ?? null,
    durationMs: Math.round(deps.clock.elapsed() - startedAt),
    deploymentId: accepted?.deploymentId ?? null,
  });
  if (accepted?.deploymentId != null && intent.target !== null)
    rememberDeployment(connected.memory, {
      id: accepted.deploymentId,
      app: intent.target,
      status: accepted.status ?? '',
      at: endedAt,
    });
  return { ...outcome, present };
}

type Sent = { readonly outcome: ActionOutcome; readonly status: number | null };

async function send(
  connected: ConnectedProvider,
  request: ActionRequest,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<Sent> {
  const first = await connected.send(prepared.request, signal);
  const didNothing = !first.ok && (first.problem.status === 404 || first.problem.status === 405);
  const reply =
    didNothing && prepared.fallback !== null ? await connected.send(prepared.fallback, signal) : first;
  if (reply.ok) {
    const { body, status } = reply.value;
    const facts = { provider: connected.settings.name, status };
    const no = prepared.refusalIn?.(body) ?? null;
    if (no !== null) return { outcome: { type: 'refused', problem: problem('conflict', no, facts) }, status };
    const other =
      'create' in request ? null : whyAnother(request.target, prepared.answeredId?.(body) ?? null);
    if (other !== null)
      return { outcome: { type: 'unknown', problem: problem('protocol', other, facts) }, status };
    return { outcome: { type: 'accepted', accepted: prepared.read(body) }, status };
  }
  const { problem: refusal } = reply;
  const outcome: ActionOutcome = isConclusive(refusal)
    ? { type: 'refused', problem: refusal }
    : {
        type: 'unknown',
        problem: {
          ...refusal,
          message: `${refusal.message}: not known whether it happened`,
          retryable: false,
        },
      };
  return { outcome, status: refusal.status };
}

/** What is wrong with a reply that is about another resource than was acted upon (a cache in between may mix them up). */
const whyAnother = ({ resource }: Target, answeredId: string | null): string | null =>
  answeredId === null || answeredId === resource.id
    ? null
    : `answered about ${plainText(answeredId)} and not about ${resource.id}: not known whether it happened`;

/**
 * Whether a failure says that nothing happened: it never left this machine, or was refused over there. Some refuse
 * with a 2xx and a body that says so; a 2xx that cannot be read says nothing. Neither does a 408: a proxy gave up.
 */
function isConclusive({ isUnsent, status, code }: Problem): boolean {
  if (isUnsent) return true;
  if (status === null || status === 408) return false;
  return (status >= 400 && status < 500) || (status >= 200 && status < 300 && !silentCodes.has(code));
}

const silentCodes: ReadonlySet<ProblemCode> = new Set(['protocol', 'server', 'network', 'timeout']);

const sentenceOf = (outcome: ActionOutcome): string =>
  outcome.type === 'accepted' ? outcome.accepted.message : outcome.problem.message;

/** Whether it happened is not known; that the target is no longer there is. */
const toldGone = (outcome: ActionOutcome): ActionOutcome =>
  outcome.type === 'unknown'
    ? { ...outcome, problem: { ...outcome.problem, message: `${outcome.problem.message}; it is gone now` } }
    : outcome;

/** A provider may repeat what was typed, a secret too. */
const withoutTyped = (outcome: ActionOutcome, secrets: readonly string[]): ActionOutcome =>
  outcome.type === 'accepted'
    ? {
        ...outcome,
        accepted: { ...outcome.accepted, message: hideSecrets(outcome.accepted.message, secrets) },
      }
    : { ...outcome, problem: withoutSecrets(outcome.problem, secrets) };

const withoutSecrets = (found: Problem, secrets: readonly string[]): Problem => ({
  ...found,
  message: hideSecrets(found.message, secrets),
});

/** 16 characters: enough that two fleetops on one journal do not meet. */
const newId = (random: () => number): string =>
  Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join('');

import type { Budget } from '../budget/budget.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result } from '../model/result.ts';
import type { Deps } from '../runtime/deps.ts';
import { ownTurn } from '../runtime/slices.ts';
import { createMeter, type Usage } from './meter.ts';
import { readRateReport } from './rate-report.ts';
import { type JsonReply, type ReadError, readJson } from './read-json.ts';
import { createRedactor } from './redactor.ts';
import type { Exchange, HttpRequest } from './request.ts';
import { withRetry } from './retry.ts';
import { createSend } from './send.ts';
import type { Trace } from './trace.ts';
import { refusedByLock } from './write-lock.ts';

export type HttpSettings = {
  readonly provider: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** The key's. */
  readonly budget: Budget;
  readonly authorize: () => Promise<Readonly<Record<string, string>>>;
  /** Told when a reply means that the key is bad, so that a changed one is read again. */
  readonly onRejectedKey: () => void;
  readonly readError: ReadError;
  readonly trace: Trace;
  /** While true nothing but a GET leaves, whoever asks. */
  readonly isReadOnly: () => boolean;
};

export type HttpClient = {
  /** JSON over one key's budget. A GET is tried again where that can help, anything else is sent once. */
  readonly request: (request: HttpRequest) => Promise<Result<JsonReply>>;
  /** Takes one request's place in the budget, for what is sent outside of {@link HttpClient.request}. */
  readonly spend: (signal: AbortSignal) => Promise<boolean>;
  readonly usage: () => Usage;
};

/**
 * One key's way to its provider. The order, from the outside: retry, JSON and Problems, rate limit, meter and
 * trace, the wire.
 */
export function createHttpClient(settings: HttpSettings, deps: Deps): HttpClient {
  const { provider, trace, budget } = settings;
  const { clock } = deps;
  const meter = createMeter();
  const { authorize, redact } = createRedactor(settings.authorize);
  let refusals = 0;
  const send = createSend({ ...settings, authorize }, deps.fetch);

  const measured: Exchange = async (request) => {
    const startedAt = clock.elapsed();
    const result = await send(request);
    const latencyMs = Math.round(clock.elapsed() - startedAt);
    const status = result.ok ? result.value.status : null;
    meter.record(status === null ? null : { status, latencyMs, at: clock.now() });
    trace({
      provider,
      method: request.method,
      path: request.path,
      status,
      latencyMs,
      problem: result.ok ? null : result.problem,
    });
    return result;
  };

  const limited = async (request: HttpRequest): Promise<Result<JsonReply>> => {
    const refusal = refusedByLock(request, settings);
    if (refusal !== null) return fail(refusal);
    const blockedUntil = await budget.blockedUntil();
    if (blockedUntil !== null && blockedUntil - clock.now() > soonMs)
      return fail(askedToWait(provider, blockedUntil, clock.now()));
    const isAction = request.method !== 'GET';
    if (!(await budget.acquire(request.signal, isAction ? 'action' : undefined)))
      return fail(problem('timeout', 'cancelled', { provider, retryable: false, isUnsent: true }));
    const result = await measured(request);
    if (!result.ok) {
      budget.settle(null);
      return result;
    }
    refusals = result.value.status === 429 ? refusals + 1 : 0;
    const report = readRateReport(result.value.status, result.value.headers, clock.now(), refusals);
    budget.settle(report);
    // Several that came at once, in code that is not warm yet, would take as long as all of them.
    await ownTurn();
    const reply = readJson(
      provider,
      // What is written back as it was read must come as it was sent.
      request.isVerbatim === true ? result.value : { ...result.value, text: redact(result.value.text) },
      settings.readError,
      report.blockedUntil,
      request.isVerbatim,
    );
    const isRejected = result.value.status === 401 || (!reply.ok && reply.problem.code === 'auth');
    if (isRejected) {
      budget.forgetKey();
      settings.onRejectedKey();
    }
    return reply;
  };

  return {
    request: withRetry(async (request) => redacted(await limited(request), redact), deps),
    spend: async (signal) => {
      if (!(await budget.acquire(signal))) return false;
      budget.settle(null);
      meter.record(null);
      return true;
    },
    usage: () => ({ ...meter.read(), ...budget.usage() }),
  };
}

/** The rest of a wait whose timer was a little early is waited for with the place. */
const soonMs = 100;

const askedToWait = (provider: string, until: number, now: number) =>
  problem('rate-limited', `asked us to wait ${Math.ceil((until - now) / 1_000)} s`, {
    provider,
    status: 429,
    isUnsent: true,
    retryAt: until,
  });

const redacted = <T>(result: Result<T>, redact: (text: string) => string): Result<T> =>
  result.ok ? result : fail({ ...result.problem, message: redact(result.problem.message) });

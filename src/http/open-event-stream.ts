import type { Response } from 'undici';
import { type Problem, problem } from '../model/problem.ts';
import type { Clock, Fetch } from '../runtime/deps.ts';
import { readRateReport } from './rate-report.ts';
import { type ReadError, readJson } from './read-json.ts';
import { createRedactor } from './redactor.ts';
import { transportProblem } from './transport-problem.ts';

export type EventSourceAddress = {
  readonly provider: string;
  /** With its query; the key is sent to this address alone: redirects are not followed. */
  readonly url: string;
  readonly authorize: () => Promise<Readonly<Record<string, string>>>;
  readonly readError: ReadError;
  /** How long what is answered in place of a stream may take to its end. */
  readonly refusalMs?: number;
};

export type OpenedStream =
  | {
      readonly type: 'stream';
      readonly response: Response;
      /** Takes the credentials that were sent out of what the stream says. */
      readonly redact: (text: string) => string;
    }
  /** 204: there is nothing to stream, and asking again is not wanted. */
  | { readonly type: 'nothing' }
  | { readonly type: 'refused'; readonly problem: Problem };

/** Enough for an error's sentence. */
const maxRefusalBytes = 64 * 1024;
const defaultRefusalMs = 10_000;

/**
 * Sends the request for a stream of Server-Sent Events. Whatever else than such a stream is answered is read here,
 * and told as the Problem that the same reply to any other request would be.
 */
export async function openEventStream(
  { provider, url, authorize, readError, refusalMs = defaultRefusalMs }: EventSourceAddress,
  { fetch, clock }: { readonly fetch: Fetch; readonly clock: Pick<Clock, 'now'> },
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<OpenedStream> {
  const redactor = createRedactor(authorize);
  const refuse = (refusal: Problem): OpenedStream => ({
    type: 'refused',
    problem: { ...refusal, message: redactor.redact(refusal.message) },
  });
  const late = new AbortController();
  try {
    const authorization = await redactor.authorize();
    const response = await fetch(url, {
      headers: { ...headers, 'user-agent': 'fleetop', ...authorization },
      redirect: 'manual',
      signal: AbortSignal.any([signal, late.signal]),
    });
    if (isEventStream(response)) return { type: 'stream', response, redact: redactor.redact };
    const timer = setTimeout(() => late.abort(), refusalMs);
    const text = await readText(response, late.signal).finally(() => clearTimeout(timer));
    if (response.status === 204) return { type: 'nothing' };
    const { blockedUntil } = readRateReport(response.status, response.headers, clock.now());
    const { status } = response;
    const reply = readJson(provider, { status, headers: response.headers, text }, readError, blockedUntil);
    return refuse(reply.ok ? noStream(provider, status) : reply.problem);
  } catch (error) {
    // How long an answer may take is the fetch's own limit, which it names itself.
    const deadline = new AbortController().signal;
    return refuse(transportProblem(error, { provider, timeoutMs: 0, deadline, signal, isSent: true }));
  }
}

const isEventStream = (response: Response): boolean =>
  response.status === 200 &&
  /^\s*text\/event-stream\s*(;|$)/i.test(response.headers.get('content-type') ?? '');

/** What came until `late`: the status alone says what to do. */
async function readText(response: Response, late: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      text += decoder.decode(chunk, { stream: true });
      if (bytes > maxRefusalBytes) break;
    }
  } catch (error) {
    if (!late.aborted) throw error;
  }
  return text + decoder.decode();
}

const noStream = (provider: string, status: number): Problem =>
  problem('protocol', 'answered something else than a stream of events', { provider, status });

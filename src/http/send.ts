import type { Response } from 'undici';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import type { Fetch } from '../runtime/deps.ts';
import { type Exchange, type HttpReply, requestUrl } from './request.ts';
import { transportProblem } from './transport-problem.ts';
import { refusedByLock } from './write-lock.ts';

export type SendSettings = {
  readonly provider: string;
  readonly baseUrl: string;
  /** Whole request, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** The headers that carry the key; a rejection says why it could not be read. */
  readonly authorize: () => Promise<Readonly<Record<string, string>>>;
  readonly isReadOnly: () => boolean;
};

/** No list of the five APIs comes near; a reply that does is a fault or an attack. */
const maxBodyBytes = 64 * 1024 * 1024;

/** Sends one request, once: deadline, key, no redirects, a size cap. */
export const createSend =
  (settings: SendSettings, fetch: Fetch): Exchange =>
  async (request) => {
    if (hasDotPart(request.path))
      return fail(
        problem('invalid', 'an id like that is no part of an address', {
          provider: settings.provider,
          isUnsent: true,
        }),
      );
    // Its own timer, which goes with the reply: one of AbortSignal.timeout would be kept until it rings.
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), settings.timeoutMs);
    const signal = AbortSignal.any([request.signal, deadline.signal]);
    let isSent = false;
    try {
      const authorization = request.isAuthorized === false ? {} : await settings.authorize();
      signal.throwIfAborted();
      // Its turn and its key may have been long in coming: what was locked meanwhile must not leave.
      const refusal = refusedByLock(request, settings);
      if (refusal !== null) return fail(refusal);
      isSent = true;
      const response = await fetch(requestUrl(settings.baseUrl, request), {
        method: request.method,
        headers: {
          accept: 'application/json',
          'user-agent': 'fleetop',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...authorization,
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        redirect: 'manual',
        signal,
      });
      return await readReply(settings.provider, response);
    } catch (error) {
      return fail(
        transportProblem(error, {
          provider: settings.provider,
          timeoutMs: settings.timeoutMs,
          deadline: deadline.signal,
          signal: request.signal,
          isSent,
        }),
      );
    } finally {
      clearTimeout(timer);
    }
  };

/** HTTP/1 says so itself; over HTTP/2 a stream that was reset may look like its end. */
const isCutOff = ({ headers }: Response, bytes: number): boolean => {
  const announced = headers.get('content-length');
  return announced !== null && !headers.has('content-encoding') && bytes < Number(announced);
};

/** A URL folds such parts upward: the request would go to something else than was meant. */
const hasDotPart = (path: string): boolean => /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path);

async function readReply(provider: string, response: Response): Promise<Result<HttpReply>> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes)
      return fail(
        problem('protocol', `the reply is larger than ${maxBodyBytes / 1024 / 1024} MiB`, {
          provider,
          status: response.status,
        }),
      );
    text += decoder.decode(chunk, { stream: true });
  }
  if (isCutOff(response, bytes))
    return fail(problem('network', 'the reply broke off', { provider, status: null }));
  return succeed({ status: response.status, headers: response.headers, text: text + decoder.decode() });
}

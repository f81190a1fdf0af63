import { type Problem, type ProblemCode, problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { isPlainLines, plainText } from '../model/text.ts';
import { isNestedTooDeep } from './nesting.ts';
import type { HttpReply } from './request.ts';

/** What a provider's error body says: its sentence, and a code where its words mean more than the status. */
export type ErrorReading = { readonly message: string | null; readonly code?: ProblemCode };

export type ReadError = (body: unknown, status: number) => ErrorReading | null;

export type JsonReply = {
  readonly status: number;
  /** Undefined for an empty body. Every string in it is plain text, unless the request wanted it verbatim. */
  readonly body: unknown;
};

/**
 * A reply's JSON, or the Problem its status or body means. `readError` sees every JSON body, also of a 2xx, and
 * undefined for a refusal without one: it answers null when the body is no error. With `isVerbatim` the texts of a body
 * that is none stay as they were sent.
 */
export function readJson(
  provider: string,
  reply: HttpReply,
  readError: ReadError,
  retryAt: number | null,
  isVerbatim = false,
): Result<JsonReply> {
  const body = parseJson(reply.text);
  const { status } = reply;
  if (status >= 300 && status < 400) return fail(redirected(provider, reply));
  const isRefused = status >= 400 || status < 200;
  const told = body.isJson ? body.value : undefined;
  const reading = shortened(told !== undefined || isRefused ? readError(told, status) : null);
  if (isRefused) {
    const code = reading?.code ?? codeOfStatus(status);
    return fail(
      problem(code, reading?.message ?? statusSentence(status), {
        provider,
        status,
        retryAt,
        retryable: isRetryable(code, status),
      }),
    );
  }
  if (!body.isJson)
    return fail(problem('protocol', `answered ${describeText(reply)} instead of JSON`, { provider, status }));
  if (reading !== null)
    return fail(
      problem(reading.code ?? 'invalid', reading.message ?? 'the request was refused', { provider, status }),
    );
  return succeed({ status, body: isVerbatim ? body.asSent : body.value });
}

/** More of a provider's words nobody reads. */
const mostMessage = 1_000;

/** Cut at a blank, so that of what is to be hidden later, such as a secret, no part is left. */
function shortened(reading: ErrorReading | null): ErrorReading | null {
  const message = reading?.message ?? '';
  if (reading === null || message.length <= mostMessage) return reading;
  const end = message.lastIndexOf(' ', mostMessage);
  return { ...reading, message: `${message.slice(0, Math.max(0, end))} … (${message.length} characters)` };
}

type Parsed =
  | { readonly isJson: true; readonly value: unknown; readonly asSent: unknown }
  | { readonly isJson: false };

function parseJson(text: string): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return { isJson: true, value: undefined, asSent: undefined };
  if (isNestedTooDeep(trimmed)) return { isJson: false };
  try {
    const asSent: unknown = JSON.parse(trimmed, longNumber.test(trimmed) ? withExactIntegers : undefined);
    return { isJson: true, value: needsCleaning(trimmed) ? cleanDeep(asSent) : asSent, asSent };
  } catch {
    return { isJson: false };
  }
}

/** Few replies have any; whoever reads numbers reads them from texts, too. */
const longNumber = /\d{16}/;

/** An integer too large for a number comes as its digits: an id that was rounded is the id of something else. */
const withExactIntegers = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;

/** Only an escape can bring a control character into JSON, so most replies need no second walk. */
const needsCleaning = (text: string): boolean => text.includes('\\') || !isPlainLines(text);

function cleanDeep(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(cleanDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [plainText(key), cleanDeep(item)]));
}

function codeOfStatus(status: number): ProblemCode {
  switch (status) {
    case 401:
      return 'auth';
    case 402:
      return 'payment';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 429:
      return 'rate-limited';
    default:
      return status >= 500 ? 'server' : status >= 400 ? 'invalid' : 'protocol';
  }
}

/** A server that says it cannot do a thing will not be able to a second later. */
const isRetryable = (code: ProblemCode, status: number): boolean =>
  code === 'rate-limited' || (code === 'server' && status !== 501 && status !== 505);

const statusSentence = (status: number): string => {
  const sentences: Readonly<Record<number, string>> = {
    401: 'the key was rejected',
    402: 'the balance or the payment method does not allow it',
    403: 'the key is not allowed to do this',
    404: 'there is no such resource',
    409: "it conflicts with the resource's present state",
    429: 'too many requests',
    500: 'the server failed',
    502: 'a gateway in between got no valid answer',
    503: 'the service is unavailable',
    504: 'a gateway in between got no answer in time',
  };
  return sentences[status] ?? `answered with status ${status}`;
};

function redirected(provider: string, reply: HttpReply): Problem {
  const { status } = reply;
  const location = reply.headers.get('location');
  const message =
    location === null
      ? statusSentence(status)
      : `redirects to ${whereTo(location)}; the key is not sent there`;
  return problem('protocol', message, { provider, status });
}

const longestAddress = 200;

/**
 * Without its query, which may hold anything, and never cut in the middle: of what is to be hidden later, such as a
 * secret, no part is left.
 */
function whereTo(location: string): string {
  const [address = ''] = location.split(/[?#]/, 1);
  if (address.length <= longestAddress) return plainText(address);
  const host = URL.canParse(address) ? new URL(address).host : '';
  return host === '' || host.length > longestAddress
    ? 'a long address'
    : `a long address at ${plainText(host)}`;
}

const describeText = (reply: HttpReply): string => {
  if (/^\s*<(!doctype|html|\?xml)/i.test(reply.text)) return 'a web page';
  if (isNestedTooDeep(reply.text)) return 'a bottomless nest';
  return /^\s*[[{]/.test(reply.text) ? 'damaged JSON' : 'something else';
};

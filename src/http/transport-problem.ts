import { type Problem, problem } from '../model/problem.ts';
import { plainText } from '../model/text.ts';
import { SecretUnreadable } from '../runtime/secret.ts';
import { ProxyUnreadable } from './proxy-address.ts';

type Attempt = {
  readonly provider: string;
  readonly timeoutMs: number;
  /** Aborted when the time was up. */
  readonly deadline: AbortSignal;
  /** The caller's own. */
  readonly signal: AbortSignal;
  /** False: it was given up before it was handed to the wire. */
  readonly isSent: boolean;
};

/** Why no reply came, in words an operator can act on. */
export function transportProblem(error: unknown, attempt: Attempt): Problem {
  const { provider } = attempt;
  const isUnsent = !attempt.isSent;
  if (error instanceof SecretUnreadable)
    return problem('auth', plainText(error.message), { provider, isUnsent: true });
  if (error instanceof ProxyUnreadable)
    return problem('network', error.message, { provider, isUnsent: true });
  if (attempt.signal.aborted)
    return problem('timeout', 'cancelled', { provider, retryable: false, isUnsent });
  if (attempt.deadline.aborted)
    return problem('timeout', `no reply within ${attempt.timeoutMs / 1_000} s`, { provider, isUnsent });
  const refusal = proxyRefusal(error);
  if (refusal !== null)
    return problem('network', `the proxy refused the connection (${refusal}): check HTTPS_PROXY`, {
      provider,
      isUnsent: true,
    });
  const codes = codesOf(error);
  const sentence = sentences.find(([pattern]) => codes.some(({ code }) => pattern.test(code)));
  if (sentence === undefined)
    return problem('network', plainText(`the request failed: ${rootMessage(error)}`), { provider });
  return problem(sentence[1], sentence[2], {
    provider,
    isUnsent: codes.some(({ code, syscall }) => neverSent.test(code) && !overConnection.has(syscall)),
  });
}

const sentences: readonly (readonly [RegExp, 'network' | 'timeout' | 'protocol', string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'network', 'the host name does not resolve'],
  [/^ECONNREFUSED$/, 'network', 'the connection was refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN)$/, 'network', 'the host is unreachable'],
  [/^(EACCES|EPERM)$/, 'network', 'something on this machine, such as a firewall, forbids the connection'],
  [/^EADDRNOTAVAIL$/, 'network', 'this machine has no free address or port for the connection'],
  [
    /^(EMFILE|ENFILE)$/,
    'network',
    'this machine is out of file handles: close something, or raise ulimit -n',
  ],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout', 'the server did not answer in time'],
  [
    /^CERT_HAS_EXPIRED$/,
    'network',
    'the TLS certificate has expired: the host has to renew it, or the clock here is wrong',
  ],
  [/^CERT_NOT_YET_VALID$/, 'network', 'the TLS certificate is not valid yet: check the clock here'],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'network',
    'the TLS certificate is of another host: check baseUrl, and who answers in its place',
  ],
  [
    /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/,
    'network',
    'the TLS certificate is of an authority unknown here: set caFile for an own one',
  ],
  [/^CERT_/, 'network', 'the TLS certificate is not to be trusted'],
  [/^(ERR_TLS_|ERR_SSL_|EPROTO)/, 'network', 'the TLS handshake failed: is this an https address?'],
  [/^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/, 'network', 'the reply broke off'],
  [/^UND_ERR_HEADERS_OVERFLOW$/, 'protocol', 'the reply has more headers than any reply needs'],
  [/^(HPE_|HTTPParserError$)/, 'protocol', 'the reply is not HTTP'],
  [/^Z_|^ZSTD_|^ERR_(.*(BROTLI|ZLIB)|_ERROR_FORMAT)/, 'protocol', 'the compressed reply is damaged'],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED|UND_ERR_ABORTED|ERR_HTTP2_|ERR_STREAM_PREMATURE_CLOSE)/,
    'network',
    'the connection was closed before the reply ended',
  ],
];

/** There was no connection yet to send anything over. */
const neverSent =
  /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EACCES|EPERM|EADDRNOTAVAIL|EMFILE|ENFILE|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;

/** Calls on a connection that was there already: what they were to carry may have got through. */
const overConnection: ReadonlySet<string | null> = new Set(['read', 'write', 'shutdown']);

/** The error and its causes, outermost first: undici wraps the socket's error in a TypeError. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 8; cause = cause.cause)
    causes.push(cause);
  return causes;
}

/** The status that a proxy gave instead of a tunnel; undici has it in its sentence alone. */
const proxyRefusal = (error: unknown): string | null =>
  causesOf(error)
    .map(({ message }) => /^Proxy response \((\d{3})\) !== 200/.exec(message)?.[1])
    .find((status) => status !== undefined) ?? null;

/** A code or a name of an error, with the system call that failed. */
type ErrorCode = { readonly code: string; readonly syscall: string | null };

function codesOf(error: unknown): readonly ErrorCode[] {
  const codes: ErrorCode[] = [];
  for (const cause of causesOf(error)) {
    const syscall = 'syscall' in cause && typeof cause.syscall === 'string' ? cause.syscall : null;
    if ('code' in cause && typeof cause.code === 'string') codes.push({ code: cause.code, syscall });
    codes.push({ code: isEarlyEnd.test(cause.message) ? 'UND_ERR_SOCKET' : cause.name, syscall });
    if (cause instanceof AggregateError && cause.errors.length > 0) codes.push(...codesOf(cause.errors[0]));
  }
  return codes;
}

/** On a connection that was for one reply undici has the end in the middle of it in a sentence alone. */
const isEarlyEnd = /^Response does not match the HTTP\/1\.1 protocol \(Invalid EOF state\)$/;

/** The innermost sentence there is: some causes have none. */
const rootMessage = (error: unknown): string =>
  causesOf(error).findLast(({ message }) => message !== '')?.message ?? 'unknown error';

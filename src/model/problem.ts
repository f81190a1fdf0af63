export const problemCodes = [
  'auth',
  'forbidden',
  'not-found',
  'conflict',
  'payment',
  'rate-limited',
  'invalid',
  'server',
  'network',
  'timeout',
  'protocol',
  'usage',
  'config',
  'read-only',
  'unsupported',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** An expected failure: what happened, to whom, and whether trying again can help. Never holds a secret. */
export type Problem = {
  /** The configured provider's name; null when no provider was asked. */
  readonly provider: string | null;
  readonly code: ProblemCode;
  /** One sentence for a person, already free of control sequences. */
  readonly message: string;
  /** The HTTP status, where a reply came. */
  readonly status: number | null;
  readonly retryable: boolean;
  /** Epoch ms before which trying again is pointless. */
  readonly retryAt: number | null;
  /** True when no byte of the request can have reached the provider. */
  readonly isUnsent: boolean;
};

const retryableCodes: ReadonlySet<ProblemCode> = new Set(['rate-limited', 'server', 'network', 'timeout']);

export function problem(
  code: ProblemCode,
  message: string,
  rest: Partial<Pick<Problem, 'provider' | 'status' | 'retryable' | 'retryAt' | 'isUnsent'>> = {},
): Problem {
  return {
    provider: rest.provider ?? null,
    code,
    message,
    status: rest.status ?? null,
    retryable: rest.retryable ?? retryableCodes.has(code),
    retryAt: rest.retryAt ?? null,
    isUnsent: rest.isUnsent ?? false,
  };
}

/** What the operator can do about it, in a few words; null where waiting is all there is. */
export function problemHint(code: ProblemCode): string | null {
  switch (code) {
    case 'auth':
      return 'check the key in the configuration';
    case 'forbidden':
      return "check the key's scopes and its IP allow-list";
    case 'payment':
      return 'add funds at the provider';
    case 'protocol':
      return 'check baseUrl: something else may be answering there';
    case 'network':
      return 'check the network, and baseUrl in the configuration';
    case 'config':
      return 'run fleetop config check';
    case 'read-only':
      return 'writes are locked';
    case 'rate-limited':
    case 'timeout':
    case 'server':
    case 'not-found':
    case 'conflict':
    case 'invalid':
    case 'usage':
    case 'unsupported':
      return null;
  }
}

/** The same where it is not one resource that was asked for: the API is somewhere else then. */
export const listHint = (code: ProblemCode): string | null =>
  code === 'not-found' ? 'check baseUrl: the API is not at this address' : problemHint(code);

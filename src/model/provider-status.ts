import type { Problem } from './problem.ts';

/** How a provider is doing; `connecting` until its first answer, so never in a finished snapshot. */
export type ProviderState = 'connecting' | 'ok' | 'degraded' | 'auth-failed' | 'rate-limited' | 'unreachable';

/**
 * The state that the newest outcome of each thing asked adds up to. `succeeded` says whether anything did: a provider
 * that gave something is at worst degraded.
 */
export function providerStateOf(problems: readonly Problem[], succeeded: boolean): ProviderState {
  const has = (...codes: readonly Problem['code'][]) =>
    problems.some((problem) => codes.includes(problem.code));
  if (problems.length === 0) return succeeded ? 'ok' : 'connecting';
  if (has('auth')) return 'auth-failed';
  if (has('rate-limited')) return 'rate-limited';
  if (!succeeded && has('network', 'timeout')) return 'unreachable';
  return 'degraded';
}

/** The problem to show where there is room for one: the one that explains most. */
export function worstProblem(problems: readonly Problem[]): Problem | null {
  return [...problems].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

const order: readonly Problem['code'][] = [
  'auth',
  'network',
  'timeout',
  'rate-limited',
  'server',
  'protocol',
  'forbidden',
];

const rank = (problem: Problem): number => {
  const index = order.indexOf(problem.code);
  return index === -1 ? order.length : index;
};

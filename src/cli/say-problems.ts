import { type Problem, type ProblemCode, problemHint } from '../model/problem.ts';
import { worstProblem } from '../model/provider-status.ts';
import type { Context } from './context.ts';

/** One line a provider on stderr: what went wrong, and what to do about it. */
export function sayProblems({ say }: Context, problems: readonly Problem[]): void {
  for (const provider of new Set(problems.map((problem) => problem.provider))) {
    const own = problems.filter((problem) => problem.provider === provider);
    const worst = worstProblem(own);
    if (worst === null) continue;
    const more = own.length === 1 ? '' : `, and ${own.length - 1} more: see errors with --json`;
    say(`${provider ?? 'fleetop'}: ${problemSentence(worst)}${more}`);
  }
}

/** `unreachable: the connection was refused (check …)` */
export function problemSentence(problem: Problem): string {
  const hint = isOfRows(problem) ? null : problemHint(problem.code);
  return `${categoryOf(problem)}: ${problem.message}${hint === null ? '' : ` (${hint})`}`;
}

/** Some rows only: the right one answered. */
const isOfRows = ({ code, message }: Problem): boolean =>
  code === 'protocol' && /, row \d+ in a shape|: \d+ more rows in a shape/.test(message);

/** A key that could not even be sent was rejected by nobody. */
const categoryOf = ({ code, isUnsent }: Problem): string =>
  code === 'auth' && isUnsent ? 'key unreadable' : words[code];

const words: Readonly<Record<ProblemCode, string>> = {
  auth: 'key rejected',
  forbidden: 'not allowed',
  'not-found': 'not found',
  conflict: 'conflict',
  payment: 'payment needed',
  'rate-limited': 'rate limited',
  invalid: 'refused',
  server: 'server error',
  network: 'unreachable',
  timeout: 'no answer',
  protocol: 'strange answer',
  usage: 'usage',
  config: 'configuration',
  'read-only': 'read-only',
  unsupported: 'not supported',
};

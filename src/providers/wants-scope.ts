import type { Problem } from '../model/problem.ts';
import { fail, type Result } from '../model/result.ts';

/**
 * A refusal that also says which scope the key wants. A provider that names the scope itself, or the address as the
 * reason, has said it.
 */
export function wantingScope<T>(result: Result<T>, scope: string): Result<T> {
  if (result.ok || result.problem.code !== 'forbidden') return result;
  const { message } = result.problem;
  if (message.includes(scope) || /\bip\b/i.test(message)) return result;
  const problem: Problem = { ...result.problem, message: `${message}: the key wants the scope ${scope}` };
  return fail(problem);
}

import type { Problem } from './problem.ts';

/** An expected outcome as a value: only bugs throw. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (problem: Problem): Result<never> => ({ ok: false, problem });

/** The value of a success, converted; a failure passes through. */
export const mapResult = <T, U>(result: Result<T>, convert: (value: T) => U): Result<U> =>
  result.ok ? succeed(convert(result.value)) : result;

import type { Problem } from '../../model/problem.ts';
import { isoTime } from './iso-time.ts';

/** As the outside contract writes it. */
export const problemJson = (problem: Problem) => ({
  provider: problem.provider,
  code: problem.code,
  message: problem.message,
  status: problem.status,
  retryable: problem.retryable,
  retryAt: isoTime(problem.retryAt),
});

import type { ProblemCode } from '../model/problem.ts';

/** A command line that makes no sense, or is not allowed: exit 2, nothing was asked of any provider. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: Extract<ProblemCode, 'usage' | 'config' | 'read-only' | 'unsupported'>;

  constructor(message: string, code: UsageError['code'] = 'usage') {
    super(message);
    this.code = code;
  }
}

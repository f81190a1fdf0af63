/** What the process ends with. Signals have their own: 130, 143, 129. */
export type ExitCode = 0 | 1 | 2 | 3;

/** 0 when all went well, 1 when everything asked failed, 3 in between. */
export function exitCodeOf(asked: number, failed: number, hasOtherProblems: boolean): ExitCode {
  if (failed > 0) return failed === asked ? 1 : 3;
  return hasOtherProblems ? 3 : 0;
}

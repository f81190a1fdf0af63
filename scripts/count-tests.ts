import { readFileSync } from 'node:fs';
import { z } from 'zod';

// Usage: count-tests.ts RESULTS EXIT-CODE..., with the file that Vitest's JSON reporter wrote and how the run ended, for
// each run. Prints `N passed, N failed`; exits 1 when anything failed, or nothing was tested in one of them.

const results = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const words = process.argv.slice(2);
const counts = words.flatMap((path, at) => (at % 2 === 0 ? [count(path, Number(words[at + 1] ?? '1'))] : []));
const passed = counts.reduce((sum, run) => sum + run.passed, 0);
const failed = counts.reduce((sum, run) => sum + run.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function count(file: string, exitCode: number): { readonly passed: number; readonly failed: number } {
  const read = readResults(file);
  if (read === null) return { passed: 0, failed: 1 };
  // A file that could not be loaded, or whose preparation failed, has failed without a failed test.
  const failures = read.testResults.map(({ status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed').length;
    return status === 'failed' ? Math.max(1, tests) : tests;
  });
  const failed = failures.reduce((sum, each) => sum + each, 0);
  const isUnexplained = failed === 0 && (exitCode !== 0 || read.numPassedTests === 0);
  return { passed: read.numPassedTests, failed: isUnexplained ? 1 : failed };
}

function readResults(file: string): z.infer<typeof results> | null {
  try {
    return results.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

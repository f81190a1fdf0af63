import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants the results for its count. */
const resultsFile = process.env['FLEETOP_TEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Most tests wait for a process or a terminal more than they work; by itself Vitest leaves one core of two alone.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    setupFiles: ['test/support/replace-modules.ts'],
    globalSetup: ['test/support/build-once.ts'],
    reporters: resultsFile === undefined ? ['default'] : ['default', ['json', { outputFile: resultsFile }]],
  },
});

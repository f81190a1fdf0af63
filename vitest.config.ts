import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants the results for its count. */
const resultsFile = process.env['FLEETOP_TEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    setupFiles: ['test/support/replace-modules.ts'],
    globalSetup: ['test/support/build-once.ts'],
    reporters: resultsFile === undefined ? ['default'] : ['default', ['json', { outputFile: resultsFile }]],
  },
});

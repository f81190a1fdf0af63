import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What packs the program, installs it, makes the executable of it, and leaves it open: a minute of work. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/package/*.{package,tmux}.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

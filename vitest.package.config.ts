import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What packs the program, installs it and makes the executable of it: a minute of work. */
export default defineConfig({
  test: { ...base.test, include: ['test/package/*.package.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});

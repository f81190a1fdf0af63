import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What wants an OpenSSH server on this machine. */
export default defineConfig({ test: { ...base.test, include: ['test/**/*.sshd.ts'] } });

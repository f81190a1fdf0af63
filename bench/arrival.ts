import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
import { figure } from './figure.ts';

const monitor = fileURLToPath(new URL('block-monitor.ts', import.meta.url));

/** The longest time in which the dashboard could not have taken a key while 10,000 rows came in. */
export const arrival: Bench = async (sandbox) => {
  const file = join(sandbox.folder, 'longest-block');
  await withDashboard(
    sandbox,
    { servers: 10_000, nodeOptions: ['--import', monitor], env: { FLEETOP_BENCH_BLOCKS: file } },
    async (dashboard) => {
      await pause(500);
      dashboard.write('q');
      await dashboard.ended;
    },
  );
  return [figure('longest-block', Number(readFileSync(file, 'utf8')), 'ms', { bar: 50, aim: 16 })];
};

import type { Bench } from './bench.ts';
import { pause, type RunningDashboard, withDashboard } from './dashboard.ts';
import { figure } from './figure.ts';
import { quantile } from './statistics.ts';

const servers = 10_000;
const rounds = 6;
/** Words that meet many and few, a comparison, a word that is not to be there. */
const filters = ['web', 'api run', 'db 10', 'cpu>80', '!web', 'mumbai'];

/** From a letter of a filter to the list it leaves, with many servers. */
export const filter: Bench = async (sandbox) => {
  const latencies = await withDashboard(sandbox, { servers }, async (dashboard) => {
    // The first replies of all providers are in.
    await pause(2_000);
    return typeFilters(dashboard);
  });
  return [
    figure(`filter-p50-${servers}`, quantile(latencies, 0.5), 'ms', { aim: 10 }),
    figure(`filter-p95-${servers}`, quantile(latencies, 0.95), 'ms', { aim: 16 }),
    figure(`filter-p99-${servers}`, quantile(latencies, 0.99), 'ms', { bar: 40, aim: 20 }),
  ];
};

/** Each letter after the answer to the one before: the line in the footer and the list are in one write. */
async function typeFilters(dashboard: RunningDashboard): Promise<readonly number[]> {
  const latencies: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const text of filters) {
      dashboard.write('/');
      await dashboard.until((screen) => screen.text().includes(' / ▏'), 5_000);
      for (let length = 1; length <= text.length; length += 1) {
        const typed = text.slice(0, length);
        await pause(20 + Math.random() * 30);
        const pressedAt = performance.now();
        dashboard.write(typed.slice(-1));
        const shownAt = await dashboard.until((screen) => screen.text().includes(` / ${typed}▏`), 5_000);
        latencies.push(shownAt - pressedAt);
      }
      dashboard.write('\u001b');
      await dashboard.until((screen) => !screen.text().includes('▏'), 5_000);
    }
  return latencies;
}

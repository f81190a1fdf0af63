import type { Bench } from './bench.ts';
import { pause, serverRow, withDashboard } from './dashboard.ts';
import { figure } from './figure.ts';

const servers = 10_000;
/** As fast as keyboards repeat. */
const repeatMs = 33;
const heldMs = 3_000;

/** `j` held down: how long the screen is behind the newest key at the worst. */
export const heldKey: Bench = (sandbox) =>
  withDashboard(sandbox, { servers }, async (dashboard) => {
    await pause(2_000);
    dashboard.write('g');
    await dashboard.until((screen) => serverRow(screen.text()) === 1, 5_000);
    const pressedAt: number[] = [];
    let shown = 0;
    let longest = 0;
    dashboard.watch((_text, at) => {
      const moves = serverRow(dashboard.screen.text()) - 1;
      for (; shown < moves; shown += 1) longest = Math.max(longest, at - (pressedAt[shown] ?? at));
    });
    for (let key = 0; key < heldMs / repeatMs; key += 1) {
      pressedAt.push(performance.now());
      dashboard.write('j');
      await pause(repeatMs);
    }
    await dashboard.until((screen) => serverRow(screen.text()) === pressedAt.length + 1, 5_000);
    return [figure('held-key', longest, 'ms behind', { bar: 50, aim: 30 })];
  });

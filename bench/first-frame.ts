import { openPseudoTerminal, type Screen } from '../scripts/pseudo-terminal.ts';
import type { Bench } from './bench.ts';
import { figure } from './figure.ts';
import { node, program, type Sandbox, size } from './sandbox.ts';
import { median } from './statistics.ts';
import { bareNode, timeProcess } from './time-process.ts';

const runs = 9;
const coldRuns = 3;
const titles = ['Servers', 'Apps', 'Live', 'Billing', 'Logs', 'quit'];

/** From the start of the demo to its first frame with all panes, and from there to the first provider's rows. */
export const firstFrame: Bench = async ({ env, coldEnv }) => {
  await start(env);
  const bare: number[] = [];
  const warm: Started[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(timeProcess(bareNode, env));
    warm.push(await start(env));
  }
  const cold: Started[] = [];
  for (let run = 0; run < coldRuns; run += 1) cold.push(await start(coldEnv()));
  const frame = median(warm.map(({ frameMs }) => frameMs));
  const bareMs = median(bare);
  return [
    figure('first-frame', frame / bareMs, 'x node', { bar: 7, aim: 5 }),
    figure('first-frame-ms', frame, 'ms'),
    figure('first-frame-cold', median(cold.map(({ frameMs }) => frameMs)) / bareMs, 'x node'),
    figure('first-rows', median(warm.map(({ rowsMs }) => rowsMs)), 'ms', { bar: 250, aim: 100 }),
  ];
};

type Started = {
  /** From spawn. */
  readonly frameMs: number;
  /** From the first frame. */
  readonly rowsMs: number;
};

async function start(env: Sandbox['env']): Promise<Started> {
  const startedAt = performance.now();
  const terminal = openPseudoTerminal({ command: node, args: [program, '--demo'], env, ...size });
  try {
    const framed = await terminal.until(hasPanes, 10_000);
    const filled = await terminal.until(hasRows, 10_000);
    return { frameMs: framed - startedAt, rowsMs: filled - framed };
  } finally {
    await terminal.close();
  }
}

function hasPanes(screen: Screen): boolean {
  const text = screen.text();
  return titles.every((title) => text.includes(title));
}

/** The title of a list counts its rows. */
const hasRows = (screen: Screen): boolean => /(Servers|Apps) \d+\//.test(screen.text());

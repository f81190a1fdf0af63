import { openPseudoTerminal, type PseudoTerminal } from '../scripts/pseudo-terminal.ts';
import { node, program, type Sandbox, size } from './sandbox.ts';
import { startSimulator } from './simulator.ts';

export type RunningDashboard = PseudoTerminal & { readonly servers: number };

/** Runs `measure` on a dashboard that shows this many simulated servers, and ends it. */
export async function withDashboard<T>(
  sandbox: Sandbox,
  servers: number,
  measure: (dashboard: RunningDashboard) => Promise<T>,
): Promise<T> {
  const isComplete = new RegExp(`Servers \\d+/${servers} `);
  const simulator = await startSimulator(sandbox, servers);
  try {
    const args = [program, '--config', simulator.config];
    const terminal = openPseudoTerminal({ command: node, args, env: sandbox.env, ...size });
    try {
      await terminal.until((screen) => isComplete.test(screen.text()), 60_000);
      return await measure({ ...terminal, servers });
    } finally {
      await terminal.close();
    }
  } finally {
    await simulator.close();
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

import { openPseudoTerminal, type PseudoTerminal } from '../scripts/pseudo-terminal.ts';
import { node, program, type Sandbox, size } from './sandbox.ts';
import { startSimulator } from './simulator.ts';

export type RunningDashboard = PseudoTerminal & { readonly servers: number };

type Options = {
  readonly servers: number;
  readonly size?: { readonly columns: number; readonly rows: number };
  readonly env?: Readonly<Record<string, string>>;
  /** What stands in the configuration beside the providers. */
  readonly config?: string;
  /** For Node, before the program. */
  readonly nodeOptions?: readonly string[];
};

/** Runs `measure` on a dashboard that shows this many servers of a simulator in a process of its own, and ends both. */
export async function withDashboard<T>(
  sandbox: Sandbox,
  { servers, nodeOptions = [], config = '', ...options }: Options,
  measure: (dashboard: RunningDashboard) => Promise<T>,
): Promise<T> {
  const isComplete = new RegExp(`Servers \\d+/${servers} `);
  const simulator = await startSimulator(sandbox, servers, config);
  try {
    const terminal = openPseudoTerminal({
      command: node,
      args: [...nodeOptions, program, '--config', simulator.config],
      env: { ...sandbox.env, ...options.env },
      ...(options.size ?? size),
    });
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

/** Where the cursor of Servers stands, counted from 1, as the pane's title says; 0 when it says nothing. */
export const serverRow = (text: string): number => Number(/Servers (\d+)\//.exec(text)?.[1] ?? 0);

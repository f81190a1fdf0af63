import type { ConnectedProvider } from '../providers/connect.ts';
import type { Deps } from '../runtime/deps.ts';

export type DashboardOptions = {
  readonly providers: readonly ConnectedProvider[];
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Theme name or path, as configured. */
  readonly theme: string;
  readonly themesFolder: string;
  readonly isReadOnly: boolean;
  /** Remarks of the start, such as an unwritable state folder: shown until read. */
  readonly notices: readonly string[];
};

export type Dashboard = {
  /** Resolves when the user left; rejects with what broke the screen. The terminal is restored by then. */
  readonly done: Promise<void>;
  /** Restores the terminal and stops polling; for signals. */
  readonly close: () => Promise<void>;
};

/** Opens the dashboard in the alternate screen. */
export declare const openDashboard: (options: DashboardOptions) => Promise<Dashboard>;

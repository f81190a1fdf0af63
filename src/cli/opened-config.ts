import type { Config } from '../config/config.ts';

/** A configuration, and where what it remembers goes. */
export type OpenedConfig = {
  readonly config: Config;
  /** In place of the usual state folder. */
  readonly stateFolder: string | null;
};

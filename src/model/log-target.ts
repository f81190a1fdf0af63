import type { Target } from './action.ts';

/** Whose log is to be followed. */
export type LogTarget = Target & {
  /** Null: the newest. */
  readonly deploymentId: string | null;
};

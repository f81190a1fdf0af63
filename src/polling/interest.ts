import type { ListName } from '../model/fleet-event.ts';

/** What the operator is looking at. References. */
export type Interest = {
  /** Under the cursor; null where that is no server. */
  readonly selected: string | null;
  /** On the screen, the selected one among them or not. */
  readonly visible: readonly string[];
  /** Whether metrics of the servers off the screen are compared, by a sort. */
  readonly isComparing?: boolean;
  /** The lists that panes on the screen show; without it, all. */
  readonly lists?: readonly ListName[];
  /** Whether metrics of the servers off the screen are held against thresholds. */
  readonly isWatching?: boolean;
};

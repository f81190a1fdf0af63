export type JournalOptions = {
  /** Actions. */
  readonly limit?: number;
  readonly since?: string;
};

/** Actions shown where nothing else is said: a journal of years is not read whole. */
export const defaultLimit = 1_000;

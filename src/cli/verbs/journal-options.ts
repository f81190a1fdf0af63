export type JournalOptions = {
  /** Actions. */
  readonly limit?: number;
  readonly since?: string;
};

/** Actions in the table where nothing else is said: a journal of years is not read whole. Scripts get all. */
export const defaultLimit = 1_000;

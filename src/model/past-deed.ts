/** One action of the journal with what became of it. Times are epoch ms. */
export type PastDeed = {
  readonly at: number;
  readonly user: string;
  readonly verb: string;
  /** Of what it was done to, as it was called then. */
  readonly name: string;
  /** As they were given, secrets as `***`: `host=shop.example.com`; empty without any. */
  readonly parameters: string;
  readonly phase: 'accepted' | 'failed' | 'unknown';
  readonly message: string;
  readonly durationMs: number | null;
};

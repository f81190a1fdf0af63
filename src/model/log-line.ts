/** One line of an app's build or runtime output, as text without control sequences. */
export type LogLine = {
  /** Epoch ms; null where the provider gives no time. */
  readonly at: number | null;
  readonly line: string;
  readonly deploymentId: string | null;
  readonly source: 'build' | 'runtime' | null;
};

/** What a followed log tells its reader, in order. */
export type LogEvent =
  | { readonly type: 'lines'; readonly lines: readonly LogLine[] }
  /** Lines may be missing here: the stream broke and was opened again. */
  | { readonly type: 'gap' }
  /** The stream is over; `status` is the deployment's end state in the provider's word, where it said. */
  | { readonly type: 'done'; readonly status: string | null };

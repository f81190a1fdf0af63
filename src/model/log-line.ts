import type { Problem } from './problem.ts';

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
  /** The end of an overlong line was left out: what came of it was told just before. `limit` is in bytes. */
  | { readonly type: 'cut'; readonly limit: number }
  /** Something happened to the resource that its log does not tell, such as a task of its deployment. */
  | { readonly type: 'event'; readonly at: number | null; readonly text: string }
  /** The stream is over; `status` is the deployment's end state in the provider's word, where it said. */
  | { readonly type: 'done'; readonly status: string | null };

/** One row of a timeline that may hold the logs of several resources. */
export type LogEntry = LogLine & {
  /** Reference of the server or app it is about. */
  readonly ref: string;
  /** What the app printed; what happened to it; what fleetop has to say of the stream. */
  readonly kind: 'line' | 'event' | 'mark';
  /**
   * Epoch ms of its place in the timeline. It never falls within one resource: a line without a time, or with an
   * earlier one than the line before it, stays behind that.
   */
  readonly orderAt: number;
};

/** What following several logs tells, in order; the entries of one event are in the order of the timeline. */
export type TimelineEvent =
  | { readonly type: 'entries'; readonly entries: readonly LogEntry[] }
  | {
      readonly type: 'ended';
      readonly ref: string;
      /** The deployment's end state in the provider's word, where it said. */
      readonly status: string | null;
      readonly deploymentId: string | null;
      /** Its row in the timeline; null where it did not end, but had nothing to tell for as long as was waited. */
      readonly row: LogEntry | null;
    }
  | { readonly type: 'failed'; readonly ref: string; readonly problem: Problem };

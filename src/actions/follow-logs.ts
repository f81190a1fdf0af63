import { createPlacer, type UnplacedRow } from '../logs/order.ts';
import type { FleetEvent } from '../model/fleet-event.ts';
import type { LogEvent, LogLine, TimelineEvent } from '../model/log-line.ts';
import type { LogTarget } from '../model/log-target.ts';
import { problem } from '../model/problem.ts';
import { fail } from '../model/result.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import { createEndOfLog } from './end-of-log.ts';
import { createLogBatch, type LogBatch } from './log-batch.ts';
import { followSource } from './log-source.ts';
import { createSilence } from './silence.ts';

export type FollowLogsDeps = {
  readonly providers: readonly ConnectedProvider[];
  readonly clock: Clock;
  /** Told of a deployment that ends while its log is followed. */
  readonly emit: (event: FleetEvent) => void;
};

export type FollowLogsOptions = {
  /** What comes in within this time (ms) is handed over at once. */
  readonly frameMs: number;
  /** A log that has answered and then has nothing to tell for this long (ms) is taken for told; null: never. */
  readonly silenceMs: number | null;
};

/**
 * Follows the logs of several servers and apps as one timeline, until each has ended or the signal aborts; never
 * rejects. What comes in is handed over once in `frameMs` (ms), rows in their order. Each target ends with `ended` or
 * `failed`; how a deployment ended is remembered, so that a rollback knows the last good one.
 */
export type FollowLogs = (
  targets: readonly LogTarget[],
  options: FollowLogsOptions,
  onEvents: (events: readonly TimelineEvent[]) => void,
  signal: AbortSignal,
) => Promise<void>;

export const createFollowLogs =
  (deps: FollowLogsDeps): FollowLogs =>
  async (targets, { frameMs, silenceMs }, onEvents, signal) => {
    const batch = createLogBatch(deps.clock, frameMs, onEvents, signal);
    await Promise.all(targets.map((target) => followOne(deps, target, batch, silenceMs, signal)));
    batch.close();
  };

async function followOne(
  { providers, clock, emit }: FollowLogsDeps,
  target: LogTarget,
  batch: LogBatch,
  silenceMs: number | null,
  signal: AbortSignal,
): Promise<void> {
  const { ref, provider } = target.resource;
  const connected = providers.find(({ settings }) => settings.name === provider);
  const place = createPlacer(ref);
  const end = connected === undefined ? null : createEndOfLog(connected, target, clock, emit);
  const silence = createSilence(clock, silenceMs, signal);
  let hasEnded = false;
  const sawEnd = (status: string | null) => {
    hasEnded = true;
    const deploymentId = end?.sawEnd(status) ?? null;
    const line = { ...remark(endSentence(status, deploymentId)), at: clock.now(), deploymentId };
    batch.event((now) => {
      const [row = null] = place([{ line, kind: 'event' }], now);
      return { type: 'ended', ref, status, deploymentId, row };
    });
  };
  const onEvent = (event: LogEvent) => {
    silence.heard();
    for (const row of rowsOf(event)) batch.row(place, row);
    if (event.type === 'lines') end?.sawLines(event.lines);
    if (event.type === 'done') sawEnd(event.status);
  };
  const result =
    connected === undefined
      ? fail(problem('config', 'there is no such provider any more', { provider }))
      : await followSource(connected, target, { clock, onOpen: silence.heard }, onEvent, silence.signal);
  silence.stop();
  if (!result.ok) batch.event(() => ({ type: 'failed', ref, problem: result.problem }));
  else if (!hasEnded && silence.hasCome())
    batch.event(() => ({ type: 'ended', ref, status: null, deploymentId: target.deploymentId, row: null }));
  else if (!hasEnded && !signal.aborted) sawEnd(null);
}

/** What a stream tells, as rows; its end is made of more than it tells. */
function rowsOf(event: LogEvent): readonly UnplacedRow[] {
  switch (event.type) {
    case 'lines':
      return event.lines.map((line) => ({ line, kind: 'line' }));
    case 'gap':
      return [{ line: remark('lines may be missing here'), kind: 'mark' }];
    case 'cut': {
      const sentence = `the end of an overlong line was left out: it is longer than ${mebibytes(event.limit)}`;
      return [{ line: remark(sentence), kind: 'mark' }];
    }
    case 'event':
      return [{ line: { ...remark(event.text), at: event.at }, kind: 'event' }];
    case 'done':
      return [];
  }
}

const remark = (line: string): LogLine => ({ at: null, line, deploymentId: null, source: null });

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MiB`;

function endSentence(status: string | null, deploymentId: string | null): string {
  if (status === null) return 'the log has ended';
  return `${deploymentId === null ? 'the deployment' : `deployment ${deploymentId}`} has ended: ${status}`;
}

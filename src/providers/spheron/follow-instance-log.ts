import type { LogEvent } from '../../model/log-line.ts';
import { logLines } from '../../model/log-text.ts';
import { type Result, succeed } from '../../model/result.ts';
import { serverStatusOf } from '../../model/status.ts';
import { readShape } from '../lenient.ts';
import { deploymentOf } from './adapter.ts';
import type { Parts } from './parts.ts';
import { type Look, pollLog } from './poll-log.ts';
import { type Instance, logWindowReply } from './schema.ts';

/** Lines a request asks for, and lines of the past that are shown. */
const windowLines = 500;
/** Every 30 s without a new line the instance is asked whether it still runs. */
const silentLooks = 10;

export type InstanceLog = {
  readonly deploymentId: string | null;
  readonly onOpen: (() => void) | undefined;
  readonly readInstance: (signal: AbortSignal) => Promise<Result<Instance>>;
};

/**
 * Follows what an instance's services print, from at most 500 lines back, until the instance is closed or failed.
 * Each line begins with `[service]` as the vendor gives it. `from` and `to` are taken for line numbers (assumption:
 * the vendor does not say), `logsLength` for the number of lines there are.
 */
export async function followInstanceLog(
  { client, provider, clock }: Parts,
  log: InstanceLog,
  onEvent: (event: LogEvent) => void,
  signal: AbortSignal,
): Promise<Result<void>> {
  let state: string | null = null;
  let deploymentId = log.deploymentId;
  let next: number | null = null;
  let silent = 0;

  const readState = async (): Promise<Result<void>> => {
    const read = await log.readInstance(signal);
    if (!read.ok) return read;
    state = read.value.state ?? '';
    deploymentId ??= deploymentOf(read.value);
    return succeed(undefined);
  };

  const readWindow = async (id: string, from: number, to: number) => {
    const reply = await client.computeLogs(id, { from, to }, signal);
    return reply.ok ? readShape(logWindowReply, reply.value.body, 'the log', provider) : reply;
  };

  const end = (): Result<Look> => {
    onEvent({ type: 'done', status: state });
    return succeed('end');
  };

  const look = async (): Promise<Result<Look>> => {
    if (state === null || silent >= silentLooks) {
      const read = await readState();
      if (!read.ok) return read;
      silent = 0;
    }
    const id = deploymentId;
    if (id === null) return end();
    if (next === null) {
      const first = await readWindow(id, 0, 1);
      if (!first.ok) return first;
      next = Math.max(0, (first.value.logsLength ?? 0) - windowLines);
    }
    const from: number = next;
    const page = await readWindow(id, from, from + windowLines);
    if (!page.ok) return page;
    const { logs, logsLength } = page.value;
    if (logsLength !== null && logsLength < from) {
      onEvent({ type: 'gap' });
      next = Math.max(0, logsLength - windowLines);
      return succeed('more');
    }
    const fresh = isWhole(logs, logsLength) ? logs.slice(from) : logs;
    next = from + fresh.length;
    if (fresh.length > 0) {
      silent = 0;
      const lines = fresh.flatMap(logLines);
      onEvent({
        type: 'lines',
        lines: lines.map((line) => ({ at: null, line, deploymentId: id, source: 'runtime' })),
      });
      if (next < (logsLength ?? 0)) return succeed('more');
    } else silent += 1;
    return isOver(state) ? end() : succeed('later');
  };

  return pollLog(clock, signal, log.onOpen, look);
}

/** Whether a server gave all lines there are, whichever it was asked for. */
const isWhole = (logs: readonly string[], logsLength: number | null): boolean =>
  logsLength !== null && logs.length >= logsLength;

const isOver = (state: string | null): boolean => ['deleted', 'error'].includes(serverStatusOf(state ?? ''));

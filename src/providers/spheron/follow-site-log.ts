import type { LogEvent, LogLine } from '../../model/log-line.ts';
import { logLines } from '../../model/log-text.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { anotherResource, isAnother } from '../asked-for.ts';
import { epochTime, parseTime, readShape } from '../lenient.ts';
import type { FollowOptions } from '../provider.ts';
import { jsonOf, under } from './details.ts';
import type { Parts } from './parts.ts';
import { type Look, pollLog } from './poll-log.ts';
import { siteLogReply } from './schema.ts';

/** A deployment's statuses that do not change any more (vendor SDK, DeploymentStatusEnum). */
const ended: ReadonlySet<string> = new Set(['canceled', 'deployed', 'failed', 'timedout']);

/** Follows a site deployment's build log, which comes whole with each reply, until the deployment has ended. */
export function followSiteLog(
  { client, provider, clock }: Parts,
  { deploymentId, onOpen }: Readonly<{ deploymentId: string; onOpen: FollowOptions['onOpen'] }>,
  onEvent: (event: LogEvent) => void,
  signal: AbortSignal,
): Promise<Result<void>> {
  let told: readonly LogLine[] = [];
  const look = async (): Promise<Result<Look>> => {
    const body = await client.deployment(deploymentId, signal);
    if (!body.ok) return body;
    const reply = readShape(siteLogReply, body.value, 'the deployment', provider);
    if (!reply.ok) return reply;
    if (isAnother(under(jsonOf(body.value), 'deployment'), deploymentId, '_id'))
      return fail(anotherResource(provider));
    const { status, logs } = reply.value.deployment;
    const lines = logs.flatMap(({ time, log }) => toLines(time ?? null, log, deploymentId));
    if (!beginsAs(told, lines)) {
      const isAnew = lines.length < told.length;
      if (isAnew) onEvent({ type: 'gap' });
      const fresh = isAnew ? lines : lines.slice(told.length);
      if (fresh.length > 0) onEvent({ type: 'lines', lines: fresh });
      told = lines;
    }
    if (!ended.has(status?.toLowerCase() ?? '')) return succeed('later');
    onEvent({ type: 'done', status });
    return succeed('end');
  };
  return pollLog(clock, signal, onOpen, look);
}

/** Whether a log has nothing but what was told, or the beginning of that: one server may lag behind another. */
const beginsAs = (told: readonly LogLine[], lines: readonly LogLine[]): boolean =>
  lines.length <= told.length && lines.every(({ line }, index) => line === told[index]?.line);

const toLines = (
  time: string | number | null,
  log: string | readonly string[],
  deploymentId: string,
): readonly LogLine[] =>
  (typeof log === 'string' ? [log] : log)
    .flatMap(logLines)
    .map((line) => ({ at: timeOf(time), line, deploymentId, source: 'build' }));

/** ISO 8601 in replies of sites; epoch numbers occur elsewhere in the API, in seconds or ms. */
const timeOf = (time: string | number | null): number | null => {
  if (time === null) return null;
  if (typeof time === 'number') return epochTime(time);
  return parseTime(time);
};

import { createFollowLogs } from '../../actions/follow-logs.ts';
import { deploymentResultOf } from '../../model/deployment.ts';
import type { LogEntry, TimelineEvent } from '../../model/log-line.ts';
import type { LogTarget } from '../../model/log-target.ts';
import type { Problem } from '../../model/problem.ts';
import { hasColour } from '../colour.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';
import { endJson, entryJson } from './log-json.ts';
import { createLogText } from './log-text.ts';
import { createOrderedOutput } from './put-in-order.ts';

export type PrintLogsOptions = {
  /** Stays until the logs themselves end. */
  readonly isFollowing: boolean;
  /** Epoch ms; null: everything. */
  readonly since: number | null;
};

export type PrintedLogs = {
  /** One for each log that could not be read to its end. */
  readonly problems: readonly Problem[];
  readonly hasFailedDeployment: boolean;
};

/** Without `isFollowing` a log is told once it has been silent for this long. */
const silenceMs = 2_000;
/** What several logs have of the past comes out in order if it comes in within this time. */
const holdMs = 3_000;
/** One log is printed at once; of several, what comes in together comes out in order. */
const frameMs = { one: 20, several: 250 } as const;

/** Follows logs and prints them as one timeline, as text or one JSON object a line. */
export async function printLogs(
  context: Context,
  { providers }: Session,
  targets: readonly LogTarget[],
  { isFollowing, since }: PrintLogsOptions,
): Promise<PrintedLogs> {
  const { clock, signal } = context.world;
  const isSeveral = targets.length > 1;
  const printer = await createPrinter(context, targets);
  const problems: Problem[] = [];
  let hasFailedDeployment = false;
  let ends: TimelineEvent[] = [];
  const output = createOrderedOutput(printer.rows);
  const tellEnds = () => {
    if (output.isHeld()) return;
    for (const end of ends) printer.end(end);
    ends = [];
  };
  const release = () => {
    output.release();
    tellEnds();
  };
  const take = (event: TimelineEvent) => {
    if (event.type === 'entries') return output.add(event.entries.filter((entry) => isSince(entry, since)));
    ends.push(event);
    if (event.type === 'failed') problems.push(event.problem);
    else hasFailedDeployment ||= event.status !== null && deploymentResultOf(event.status) === 'failed';
  };
  if (!isSeveral) release();
  else void clock.sleep(holdMs, signal).then(release);
  await createFollowLogs({ providers, clock, emit: () => {} })(
    targets,
    { frameMs: isSeveral ? frameMs.several : frameMs.one, silenceMs: isFollowing ? null : silenceMs },
    (events) => {
      for (const event of events) take(event);
      tellEnds();
    },
    signal,
  );
  release();
  return { problems, hasFailedDeployment };
}

/** A row without a time is as old as its place in the timeline. */
const isSince = ({ at, orderAt }: LogEntry, since: number | null): boolean =>
  since === null || (at ?? orderAt) >= since;

async function createPrinter(context: Context, targets: readonly LogTarget[]) {
  const { world, options } = context;
  const isColoured = options.color !== false && hasColour(world.env, world.stdout.isTerminal);
  const resources = targets.map(({ resource }) => resource);
  const toText = await createLogText(resources, isColoured);
  const nameOf = (ref: string) => resources.find((resource) => resource.ref === ref)?.name ?? ref;
  const isJson = options.json === true;
  return {
    rows: (entries: readonly LogEntry[]) =>
      isJson ? context.printJsonLines(entries.map(entryJson)) : context.print(entries.map(toText)),
    end: (end: TimelineEvent) => {
      if (end.type === 'failed' && isJson) context.printJsonLine(endJson(end.ref, null, end.problem));
      if (end.type !== 'ended') return;
      if (isJson) context.printJsonLine(endJson(end.ref, end.status));
      else if (end.row !== null) context.say(`${nameOf(end.ref)}: ${end.row.line}`);
    },
  };
}

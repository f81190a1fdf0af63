import { mergeMetrics } from '../../model/merge-metrics.ts';
import type { Problem } from '../../model/problem.ts';
import { sampleOnce } from '../../probe/sample-once.ts';
import { findOne } from '../action/find-one.ts';
import type { ExitCode } from '../exit-code.ts';
import { appJson } from '../json/app-json.ts';
import { serverJson } from '../json/server-json.ts';
import { openSession } from '../open-session.ts';
import { printResource } from '../print-resource.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { readReference, readTarget, type Shown } from '../read-target.ts';
import { sayProblems } from '../say-problems.ts';
import type { Session } from '../session.ts';
import { splitReference } from '../split-reference.ts';
import type { Run } from '../verb.ts';

type Outcome = {
  readonly shown: Shown | null;
  readonly problems: readonly Problem[];
  readonly code: ExitCode;
};

export const runShow: Run<Record<never, never>> = async (context, _options, [word = '']) => {
  const session = await openSession(context);
  const { ssh } = session.config;
  /** A server with what it tells over ssh itself. */
  const sampled = async (outcome: Outcome): Promise<Outcome> => {
    const { shown } = outcome;
    if (shown?.kind !== 'server' || !ssh.probe.isEnabled) return outcome;
    const server = shown.resource;
    const { clock, signal } = context.world;
    const { metrics, problems } = await sampleOnce([server], ssh, clock, signal);
    const own = metrics.get(server.ref);
    const resource = own === undefined ? server : { ...server, metrics: mergeMetrics(own, server.metrics) };
    const code = outcome.code === 0 && problems.length > 0 ? 3 : outcome.code;
    return { shown: { ...shown, resource }, problems: [...outcome.problems, ...problems], code };
  };
  const { shown, problems, code } = await sampled(await look(word, session, context.world.signal));
  if (context.options.json === true) printSnapshotJson(context, problems, contentOf(shown), false);
  else if (shown !== null) printResource(context, shown);
  sayProblems(context, problems);
  return code;
};

const anything = { verb: 'show', needs: [], kinds: ['server', 'app'] } as const;

async function look(word: string, session: Session, signal: AbortSignal): Promise<Outcome> {
  const reference = splitReference(word, session.providers);
  if (reference !== null) {
    const read = await readReference(reference.connected, reference.id, signal);
    if (read.ok) return { shown: read.value, problems: [], code: 0 };
    return { shown: null, problems: [read.problem], code: read.problem.code === 'usage' ? 2 : 1 };
  }
  const found = await findOne(session, word, anything, signal);
  const { problems } = found;
  if (!found.ok) return { shown: null, problems, code: found.code };
  const { connected, target } = found;
  const read = await readTarget(connected, target.kind, target.resource.id, signal);
  if (!read.ok) return { shown: null, problems: [...problems, read.problem], code: 1 };
  return { shown: read.value, problems, code: problems.length === 0 ? 0 : 3 };
}

const contentOf = (shown: Shown | null) => {
  if (shown === null) return { server: null, app: null, details: null };
  return shown.kind === 'server'
    ? { server: serverJson(shown.resource), details: shown.details }
    : { app: appJson(shown.resource), details: shown.details };
};

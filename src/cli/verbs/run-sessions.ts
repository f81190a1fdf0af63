import { sessionFields } from '../../listing/fields.ts';
import { sessionColumns } from '../../listing/session-columns.ts';
import type { Server } from '../../model/server.ts';
import { sampleOnce } from '../../probe/sample-once.ts';
import { readArrangement } from '../arrange.ts';
import { exitCodeOf } from '../exit-code.ts';
import { sessionJson } from '../json/session-json.ts';
import type { ListOptions } from '../list-options.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { sayProblems } from '../say-problems.ts';
import { takeSnapshot } from '../snapshot.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';
import { repeat } from '../watch.ts';

export const runSessions: Run<ListOptions> = async (context, options) => {
  const { world } = context;
  const arrangement = readArrangement(options, sessionFields);
  const session = await openSession(context);
  const { ssh } = session.config;
  if (!ssh.probe.isEnabled)
    throw new UsageError(
      'nothing connects to a server over ssh unless the configuration says so: set ssh: { enabled: true }',
    );
  const isWatching = options.watch === true;
  return repeat(context, session, isWatching, async () => {
    const listed = await takeSnapshot<Server>(
      session.providers,
      ({ provider }) => provider.listServers?.(world.signal) ?? null,
    );
    const { logins, problems, asked, leftOut } = await sampleOnce(
      listed.items,
      ssh,
      world.clock,
      world.signal,
    );
    const rows = arrangement.arrange(logins, world.clock.now());
    const all = [...listed.problems, ...problems];
    if (context.options.json === true)
      printSnapshotJson(context, all, { sessions: rows.map(sessionJson) }, isWatching);
    else await printTable(context, rows, sessionColumns, 'nobody is logged in');
    sayProblems(context, listed.problems);
    for (const { message } of problems) context.say(message);
    if (leftOut !== null) context.say(leftOut);
    if (listed.code === 1) return listed.code;
    return exitCodeOf(asked, problems.length, all.length > 0);
  });
};

import { problem } from '../../model/problem.ts';
import { fail } from '../../model/result.ts';
import { findOne } from '../action/find-one.ts';
import { isUsage } from '../action/report.ts';
import { isoTime } from '../json/iso-time.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { sayProblems } from '../say-problems.ts';
import type { Run } from '../verb.ts';

export const runConsole: Run<Record<never, never>> = async (context, _options, [word = '']) => {
  const wanted = { verb: 'console', needs: ['console'], kinds: ['server'] } as const;
  const found = await findOne(await openSession(context), word, wanted, context.world.signal);
  const opened = found.ok
    ? ((await found.connected.provider.openConsole?.(found.target.resource.id, context.world.signal)) ??
      fail(problem('unsupported', 'has no console', { provider: found.connected.settings.name })))
    : null;
  const session = opened?.ok === true ? opened.value : null;
  const problems = [...found.problems, ...(opened?.ok === false ? [opened.problem] : [])];
  if (context.options.json === true)
    printSnapshotJson(
      context,
      problems,
      { url: session?.url ?? null, expiresAt: isoTime(session?.expiresAt ?? null) },
      false,
    );
  else if (session !== null) {
    context.print([session.url]);
    if (session.expiresAt !== null) context.say(`it works until ${isoTime(session.expiresAt)}`);
  }
  sayProblems(context, problems);
  if (!found.ok) return found.code;
  if (opened?.ok === false) return isUsage(opened.problem) ? 2 : 1;
  return problems.length === 0 ? 0 : 3;
};

import type { LogEntry } from '../../model/log-line.ts';
import type { Problem } from '../../model/problem.ts';
import { isoTime } from '../json/iso-time.ts';
import { problemJson } from '../json/problem-json.ts';

/** A row of the timeline; what is no line of the log says by `kind` what it is. */
export const entryJson = ({ at, line, deploymentId, source, ref, kind }: LogEntry) => ({
  at: isoTime(at),
  line,
  deploymentId,
  source,
  target: ref,
  ...(kind === 'line' ? {} : { kind }),
});

/** The end of one log; with `error` where that was one. */
export const endJson = (target: string, status: string | null, error: Problem | null = null) => ({
  done: true,
  status,
  target,
  ...(error === null ? {} : { error: problemJson(error) }),
});

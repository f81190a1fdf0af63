import type { Problem } from '../model/problem.ts';
import type { Context } from './context.ts';
import { isoTime } from './json/iso-time.ts';
import { problemJson } from './json/problem-json.ts';

/** The shape that every snapshot has; `isLine` for one object a line. */
export function printSnapshotJson(
  { world, printJson, printJsonLine }: Context,
  problems: readonly Problem[],
  content: Readonly<Record<string, unknown>>,
  isLine: boolean,
): void {
  const snapshot = {
    generatedAt: isoTime(world.clock.now()),
    errors: problems.map(problemJson),
    ...content,
  };
  (isLine ? printJsonLine : printJson)(snapshot);
}

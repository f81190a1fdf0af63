import { type Problem, problem } from '../../model/problem.ts';
import { fail, type Result } from '../../model/result.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { sayProblems } from '../say-problems.ts';
import type { TableColumn } from '../table.ts';
import { type FoundOne, findOne } from './find-one.ts';
import type { Wanted } from './verb-spec.ts';

type Rows<Row> = Result<{ readonly items: readonly Row[]; readonly problems: readonly Problem[] }>;

type ListSpec<Row> = {
  readonly wanted: Pick<Wanted, 'verb' | 'needs' | 'kinds'>;
  /** Name of the list in the JSON. */
  readonly key: string;
  /** Null: the provider does not tell; `lacks` says so. */
  readonly read: (found: Extract<FoundOne, { ok: true }>) => Promise<Rows<Row>> | null;
  readonly lacks: string;
  readonly toJson: (row: Row) => unknown;
  readonly columns: readonly TableColumn<Row>[];
  readonly empty: string;
};

/** Prints what a provider lists of one target. */
export async function printList<Row>(context: Context, word: string, spec: ListSpec<Row>): Promise<ExitCode> {
  const found = await findOne(await openSession(context), word, spec.wanted, context.world.signal);
  const read = found.ok ? await (spec.read(found) ?? fail(lacking(found, spec.lacks))) : null;
  const items = read?.ok === true ? read.value.items : [];
  const own = read === null ? [] : read.ok ? read.value.problems : [read.problem];
  const problems = [...found.problems, ...own];
  if (context.options.json === true)
    printSnapshotJson(context, problems, { [spec.key]: items.map(spec.toJson) }, false);
  else if (read?.ok === true) await printTable(context, items, spec.columns, spec.empty);
  sayProblems(context, problems);
  if (!found.ok) return found.code;
  if (read?.ok === false) return read.problem.code === 'unsupported' && read.problem.status === null ? 2 : 1;
  return exitCodeOf(1, 0, problems.length > 0);
}

const lacking = ({ connected }: Extract<FoundOne, { ok: true }>, what: string): Problem =>
  problem('unsupported', `${connected.title} ${what}`, { provider: connected.settings.name });

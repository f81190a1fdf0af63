import type { Target } from '../../model/action.ts';
import type { LogEntry } from '../../model/log-line.ts';
import { cellWidthOf } from '../cell-width.ts';

/** SGR codes for as many sources as can be told apart, the others begin anew. Red and grey mean something elsewhere. */
const colours = ['36', '33', '35', '32', '34', '96', '93', '95', '92', '94'] as const;

/** A row as text: as it is, or behind its source's label where there are several. */
export async function createLogText(
  resources: readonly Target['resource'][],
  isColoured: boolean,
): Promise<(entry: LogEntry) => string> {
  const names = resources.map(({ name, ref }) =>
    resources.some((other) => other.ref !== ref && other.name === name) ? ref : name,
  );
  const widthOf = await cellWidthOf(names);
  const width = Math.max(0, ...names.map(widthOf));
  const labels = new Map(
    resources.map(({ ref }, index) => {
      const name = names[index] ?? ref;
      const label = `${name}${' '.repeat(width - widthOf(name))} │`;
      const colour = colours[index % colours.length] ?? colours[0];
      return [ref, isColoured ? `\u001b[${colour}m${label}\u001b[0m ` : `${label} `];
    }),
  );
  return ({ ref, kind, line }) => {
    const label = resources.length === 1 ? '' : (labels.get(ref) ?? '');
    return label + (kind === 'line' ? line : `— ${line} —`);
  };
}

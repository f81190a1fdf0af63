import type { Target } from '../../model/action.ts';
import type { LogEntry } from '../../model/log-line.ts';

/** SGR codes for as many sources as can be told apart, the others begin anew. Red and grey mean something elsewhere. */
const colours = ['36', '33', '35', '32', '34', '96', '93', '95', '92', '94'] as const;

/** A row as text: as it is, or behind its source's label where there are several. */
export function createLogText(
  resources: readonly Target['resource'][],
  isColoured: boolean,
): (entry: LogEntry) => string {
  const names = resources.map(({ name, ref }) =>
    resources.some((other) => other.ref !== ref && other.name === name) ? ref : name,
  );
  const width = Math.max(0, ...names.map((name) => name.length));
  const labels = new Map(
    resources.map(({ ref }, index) => {
      const label = `${(names[index] ?? ref).padEnd(width)} │`;
      const colour = colours[index % colours.length] ?? colours[0];
      return [ref, isColoured ? `\u001b[${colour}m${label}\u001b[0m ` : `${label} `];
    }),
  );
  return ({ ref, kind, line }) => {
    const label = resources.length === 1 ? '' : (labels.get(ref) ?? '');
    return label + (kind === 'line' ? line : `— ${line} —`);
  };
}

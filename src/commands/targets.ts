import type { Target } from '../model/action.ts';
import { selectedKey } from '../store/rows.ts';
import type { CommandContext } from './command.ts';

/** A target by its reference, as it is now. */
export function targetOf(context: CommandContext, ref: string): Target | null {
  const { servers, apps } = context.fleet.getState();
  const server = servers.get(ref);
  if (server !== undefined) return { kind: 'server', resource: server };
  const app = apps.get(ref);
  return app === undefined ? null : { kind: 'app', resource: app };
}

/** What a verb is meant for: the marked resources of the focused pane, else the one under the cursor. */
export function chosenTargets(context: CommandContext): readonly Target[] {
  const { view, fleet, selectors } = context;
  const { pane, cursors, marks, overlay } = view.getState();
  if (overlay?.type === 'menu') {
    const target = overlay.ref === null ? null : targetOf(context, overlay.ref);
    return target === null ? [] : [target];
  }
  const kind = pane === 'apps' ? 'app' : 'server';
  const marked = [...marks]
    .flatMap((ref) => targetOf(context, ref) ?? [])
    .filter((target) => target.kind === kind);
  if (marked.length > 0) return marked;
  const ref = selectedKey(selectors, pane, fleet.getState(), cursors[pane]);
  const target = ref === null ? null : targetOf(context, ref);
  return target === null ? [] : [target];
}

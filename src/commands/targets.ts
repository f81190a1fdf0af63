import type { OfAccount, Target } from '../model/action.ts';
import { selectedKey } from '../store/rows.ts';
import type { PaneId } from '../store/view-state.ts';
import type { CommandContext } from './command.ts';

/** A target by its reference, as it is now. */
export function targetOf(context: Pick<CommandContext, 'fleet'>, ref: string): Target | null {
  const { servers, apps } = context.fleet.getState();
  const server = servers.get(ref);
  if (server !== undefined)
    return { kind: 'server', resource: server, ...accountOf(context, server.provider) };
  const app = apps.get(ref);
  return app === undefined ? null : { kind: 'app', resource: app, ...accountOf(context, app.provider) };
}

/** The account that a provider's name stands for at this moment. */
export function accountOf({ fleet }: Pick<CommandContext, 'fleet'>, provider: string): OfAccount {
  const account = fleet.getState().providers.get(provider)?.account;
  return account === undefined ? {} : { account };
}

/** The resource that the page over the panes is about, else the one under the cursor of the focused pane. */
export function currentTarget(context: CommandContext): Target | null {
  const { view, fleet, selectors } = context;
  const { pane, cursors, overlay } = view.getState();
  const ref =
    overlay?.type === 'menu' || overlay?.type === 'details'
      ? overlay.ref
      : selectedKey(selectors, pane, fleet.getState(), cursors[pane]);
  return ref === null ? null : targetOf(context, ref);
}

/**
 * What a verb is meant for: what a page is about, else the marked resources of the focused pane, else its row. Where all
 * that was marked is gone it is nothing: the row under the cursor is another one than was meant.
 */
export function chosenTargets(context: CommandContext): readonly Target[] {
  const { pane, marks, overlay } = context.view.getState();
  const target = currentTarget(context);
  const current = target === null ? [] : [target];
  if (overlay?.type === 'menu' || overlay?.type === 'details' || pane === 'sessions') return current;
  const kind = pane === 'apps' ? 'app' : 'server';
  const marked = [...marks]
    .flatMap((ref) => targetOf(context, ref) ?? [])
    .filter((found) => found.kind === kind);
  if (marked.length > 0) return marked;
  return hasLostMarks(context) ? [] : current;
}

/** Why there is nothing that a verb is meant for. */
export const whyNoTarget = (context: CommandContext): string =>
  hasLostMarks(context)
    ? `What was marked is gone from the lists: ${context.keymap().press('back')} clears the marks`
    : 'There is no row here';

const hasLostMarks = (context: CommandContext): boolean =>
  [...context.view.getState().marks].some((ref) => targetOf(context, ref) === null);

/** The pane whose commands work now: that of the resource whose details are shown, else the focused one. */
export function workingPane(context: CommandContext): PaneId {
  const { pane, overlay } = context.view.getState();
  const target = overlay?.type === 'details' ? targetOf(context, overlay.ref) : null;
  if (target === null) return pane;
  if (target.kind === 'app') return 'apps';
  return pane === 'live' ? 'live' : 'servers';
}

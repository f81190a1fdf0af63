import { columnsOfText } from '../listing/columns-text.ts';
import { type ListId, listIds } from '../listing/list-id.ts';
import { parseDuration } from '../model/duration.ts';
import { rearranged } from '../store/arrangement.ts';
import type { Overlay } from '../store/overlay.ts';
import type { Settings, SettingsPage } from '../store/settings.ts';
import type { CommandContext } from './command.ts';
import { changedSettings } from './settings-list.ts';

type Changed = Pick<CommandContext, 'view' | 'themes'>;

/** Lets settings hold from now on; resolves with what is wrong with the theme, or null. */
export async function applySettings(
  settings: Settings,
  { view, themes }: Changed,
  drawn: Settings = view.getState().settings,
): Promise<string | null> {
  hold(settings, view);
  if (settings.ascii !== drawn.ascii) await themes.setAscii(settings.ascii);
  return settings.theme === drawn.theme ? null : themes.wear(settings.theme);
}

/**
 * Lets a changed configuration hold, as {@link applySettings} does. What is chosen on the settings page and not saved
 * yet stays chosen, and Esc there goes back to what is configured now; true where there is such a choice.
 */
export function takeUpSettings(
  configured: Settings,
  context: Changed,
): { readonly keepsChoice: boolean; readonly done: Promise<string | null> } {
  const { view } = context;
  const { overlay, settings: drawn } = view.getState();
  const page = openPage(overlay);
  if (overlay === null || page === null)
    return { keepsChoice: false, done: applySettings(configured, context) };
  const chosen = changedSettings(page.before, drawn).map(({ id }) => [id, drawn[id]]);
  hold(page.before, view);
  view.setState(page.arranged);
  hold(configured, view);
  const rebased = { ...page, before: configured, arranged: arrangedNow(view) };
  view.setState({ overlay: overlay.type === 'columns' ? { ...overlay, under: rebased } : rebased });
  return {
    keepsChoice: chosen.length > 0,
    done: applySettings({ ...configured, ...Object.fromEntries(chosen) }, context, drawn),
  };
}

/** The settings that are open, also below the columns opened from there. */
function openPage(overlay: Overlay | null): SettingsPage | null {
  if (overlay?.type === 'columns') return overlay.under;
  return overlay?.type === 'settings' ? overlay : null;
}

/** What of the view goes with the settings. */
export function arrangedNow(view: CommandContext['view']): SettingsPage['arranged'] {
  const { layout, arrangements, configuredColumns } = view.getState();
  return { layout, arrangements, configuredColumns };
}

/** All but what is drawn with: theme and signs. */
function hold(settings: Settings, view: CommandContext['view']): void {
  const before = view.getState().settings;
  view.setState({
    settings: { ...settings, theme: before.theme },
    isMouseOn: settings.mouse,
    lockWhenIdleMs: settings.lockWhenIdle === null ? null : parseDuration(settings.lockWhenIdle),
    ...(settings.layout === null || settings.layout === before.layout ? {} : { layout: settings.layout }),
  });
  for (const list of listIds) arrange(list, settings[`columns.${list}`], before[`columns.${list}`], view);
}

/** Columns that are named now, and were not before, are shown; those named no more stay as they are. */
function arrange(
  list: ListId,
  now: string | null,
  before: string | null,
  view: CommandContext['view'],
): void {
  if (now === before) return;
  const { arrangements, configuredColumns } = view.getState();
  const columns = now === null ? null : columnsOfText(now);
  view.setState({
    ...(columns === null ? {} : rearranged(arrangements, list, { columns })),
    configuredColumns: { ...configuredColumns, [list]: columns ?? undefined },
  });
}

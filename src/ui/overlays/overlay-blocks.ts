import { columnItems } from '../../commands/columns.ts';
import type { CommandContext } from '../../commands/command.ts';
import { helpItems } from '../../commands/help.ts';
import { menuItems } from '../../commands/menu.ts';
import { paletteItems } from '../../commands/palette-items.ts';
import type { Overlay } from '../../store/overlay.ts';
import type { Settings } from '../../store/settings.ts';
import type { InnerLine } from '../components/spans.ts';
import { accountLines } from './account-lines.ts';
import type { Block } from './block.ts';
import { deploymentLines, menuLines } from './choice-lines.ts';
import { columnsLines } from './columns-lines.ts';
import { detailsBlocks } from './details-blocks.ts';
import { contentBlocks, detailsPageBlocks } from './details-page.ts';
import { formLines, providerLines, secretLines } from './form-lines.ts';
import { guideLines } from './guide-lines.ts';
import { helpLines } from './help-lines.ts';
import { paletteLines } from './palette-lines.ts';
import { leaveLines, textLines } from './plain-lines.ts';
import { questionLines } from './question-lines.ts';
import { settingsLines } from './settings-lines.ts';

export type PageOptions = {
  readonly width: number;
  /** Lines of the page that are on the screen. */
  readonly height: number;
  readonly now: number;
  readonly settings: Settings;
  readonly context: CommandContext;
};

/** Everything a page has to show, of which a window is on the screen. */
export function overlayBlocks(
  overlay: Overlay,
  { width, height, now, settings, context }: PageOptions,
): readonly Block[] {
  switch (overlay.type) {
    case 'help':
      return asBlocks(helpLines(helpItems(context), context.keymap(), overlay.index));
    case 'details':
      return detailsPageBlocks(overlay, { width, now, fleet: context.fleet.getState() });
    case 'account':
      return [
        ...asBlocks(accountLines(overlay, context, width, now)),
        ...(overlay.content.phase === 'loading'
          ? asBlocks([{ spans: [[' asking the provider …', 'muted']] }])
          : contentBlocks(overlay.content, (details) => detailsBlocks(details, width, true))),
      ];
    case 'question':
      return asBlocks(questionLines(overlay, { width, height }, now));
    case 'palette':
      return asBlocks(paletteLines(paletteItems(context), overlay.index));
    case 'columns': {
      const isConfigured = context.view.getState().configuredColumns[overlay.list] !== undefined;
      return asBlocks(columnsLines(columnItems(context, overlay.list), overlay.index, isConfigured));
    }
    case 'menu':
      return asBlocks(menuLines(menuItems(context), context.keymap(), overlay.index));
    case 'deployments':
      return asBlocks(deploymentLines(overlay.items, overlay.index, now));
    case 'form':
      return asBlocks(formLines(overlay, width));
    case 'settings':
      return asBlocks(settingsLines(overlay, settings, context, { width, height }));
    case 'guide':
      return context.guide === null ? [] : asBlocks(guideLines(overlay, context.guide, width));
    case 'providers': {
      const { providers } = context.fleet.getState();
      const titleOf = (name: string): string => providers.get(name)?.title ?? '';
      return asBlocks(providerLines(overlay.names, titleOf, overlay.index));
    }
    case 'secret':
      return asBlocks(secretLines(overlay.secret, width));
    case 'text':
      return asBlocks(textLines(overlay.text, width));
    case 'leave':
      return asBlocks(leaveLines(overlay.reasons, width));
  }
}

const asBlocks = (lines: readonly InnerLine[]): readonly Block[] =>
  lines.map((line) => ({ type: 'line', line }));

import { commands } from '../../src/commands/catalog.ts';
import { paneTitle } from '../../src/commands/panes.ts';
import { displayKey } from '../../src/ui/hooks/key-name.ts';
import { markdownTable } from './markdown-table.ts';

/** Every command of the dashboard with its keys. */
export const keyTable = (): string =>
  markdownTable(
    ['key', 'does', 'where'],
    commands.map(({ title, keys, where }) => [
      keys.map((key) => `\`${displayKey(key)}\``).join(' '),
      title,
      where === 'everywhere' ? 'everywhere' : where.map(paneTitle).join(', '),
    ]),
  );

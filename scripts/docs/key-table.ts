import { commands } from '../../src/commands/catalog.ts';
import { paneTitle } from '../../src/commands/panes.ts';
import { displayKeys } from '../../src/format/keys.ts';
import { markdownTable } from './markdown-table.ts';

/** Every command of the dashboard with its keys. */
export const keyTable = (): string =>
  markdownTable(
    ['key', 'does', 'where', 'id'],
    commands.map(({ id, title, keys, where }) => [
      keys.map((key) => `\`${displayKeys(key)}\``).join(' '),
      title,
      where === 'everywhere' ? 'everywhere' : where.map(paneTitle).join(', '),
      `\`${id}\``,
    ]),
  );

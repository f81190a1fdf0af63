import type { ColumnItem } from '../../commands/columns.ts';
import { fitTo } from '../../format/fit.ts';
import type { InnerLine } from '../components/spans.ts';
import { chosen } from './choice-lines.ts';

/** Every column with a sign where it is shown, and how wide it is. */
export const columnsLines = (
  items: readonly ColumnItem[],
  index: number,
  isConfigured: boolean,
): readonly InnerLine[] => [
  ...items.map(({ id, isShown, width, ownWidth }, at) =>
    chosen(at === index, [
      [isShown ? '[x] ' : '[ ] ', isShown ? 'status.good' : 'muted'],
      [fitTo(id, 14), isShown ? 'text' : 'stale'],
      [width === null ? ` up to ${ownWidth} cells` : ` ${width} cells`, width === null ? 'muted' : 'accent'],
    ]),
  ),
  { spans: [] },
  {
    spans: [
      [
        isConfigured
          ? ' The configuration names columns for this list: they are back at the next start'
          : ' Kept for the next start; where there is no room for all, the less important ones go first',
        'muted',
      ],
    ],
  },
];

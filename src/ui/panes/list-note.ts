import type { Keymap } from '../../commands/command.ts';
import type { SortKey } from '../../listing/order.ts';
import type { Rows } from '../../store/rows.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';

export type ListNote = {
  readonly rows: Rows<unknown>;
  /** Of the cursor. */
  readonly index: number;
  readonly filter: string;
  /** References of the marked rows of this list. */
  readonly marked?: readonly string[];
};

/** Beside a list's title: `3/12 of 40 /web 2 marked, 1 hidden`. */
export function listNote({ rows, index, filter, marked = [] }: ListNote): readonly Span[] {
  const { items, total, placeOf } = rows;
  const isFiltered = filter !== '';
  const place = items.length === 0 ? (isFiltered ? '0' : '') : `${index + 1}/${items.length}`;
  const hidden = marked.filter((ref) => placeOf(ref) === undefined).length;
  return [
    [isFiltered ? `${place} of ${total}` : place, 'muted'],
    [isFiltered ? ` /${filter}` : '', 'accent'],
    [marked.length === 0 ? '' : ` ${marked.length} marked`, 'accent'],
    [hidden === 0 ? '' : `, ${hidden} hidden`, 'warning'],
  ];
}

const trouble = { many: 'in trouble', only: 'what is in trouble' };
/** Of what was done and what came: it is over, and not a state. */
export const wentWrong = { many: 'went wrong', only: 'what went wrong' };

/** How many of a list are in trouble, or that these alone are shown. */
export const troubleNote = (
  { press }: Keymap,
  count: number,
  isProblemsOnly: boolean,
  words: typeof trouble = trouble,
): readonly Span[] => {
  if (isProblemsOnly) return [[` only ${words.only}: ${press('problems')} shows all`, 'warning']];
  return count === 0 ? [] : [[` ${count} ${words.many}`, 'alert']];
};

/** By what a list without column titles is sorted. */
export const sortNote = (sort: readonly SortKey[]): readonly Span[] =>
  sort
    .slice(0, 1)
    .map(({ column, isDescending }): Span => [` by ${column} ${isDescending ? '▼' : '▲'}`, 'muted']);

/** In the place of rows that there are, but none that the filter lets through. */
export const noneMeets = ({ press }: Keymap, total: number): readonly InnerLine[] => [
  { spans: [[` None of ${total} meets the filter: ${press('back')} shows all`, 'muted']] },
];

import type { ColumnChoice } from './arrange-columns.ts';

/** Chosen columns as one text, `status, name, cpu:6`; null where none were chosen. */
export const columnsText = (choices: readonly ColumnChoice[] | null | undefined): string | null =>
  choices?.map(({ id, width }) => (width === null ? id : `${id}:${width}`)).join(', ') ?? null;

/** What {@link columnsText} has written. */
export const columnsOfText = (text: string): readonly ColumnChoice[] =>
  text.split(', ').map((part) => {
    const [id = '', width] = part.split(':');
    return { id, width: width === undefined ? null : Number(width) };
  });

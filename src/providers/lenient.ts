import { z } from 'zod';
import { beginsWithDay } from '../model/calendar-day.ts';
import { toDecimal } from '../model/money.ts';
import { type Problem, problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { plainText } from '../model/text.ts';
import { createSlices } from '../runtime/slices.ts';
import type { Listing } from './provider.ts';

/**
 * Field readers for replies that may say less, more or it differently than documented: a field that is missing or
 * of another type reads as null, so that only what a row cannot do without can fail it. Spaces alone
 * say no more than nothing does, and a text without end no more than its beginning.
 */
export const maybeText = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value?.trim() ? shortText(value) : null));

/** No field of a row says more: megabytes in one would have to be measured anew with every key. */
const longestText = 1_000;

const shortText = (text: string): string =>
  text.length > longestText ? `${plainText(text.slice(0, longestText))}…` : text;

/** Plain text, no longer than a name may be: for what comes without being asked for. */
export const nameText = (text: string): string => plainText(text.slice(0, longestName));

const longestName = 200;

export const maybeName = maybeText.transform((value) => (value === null ? null : nameText(value)));

export const maybeNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null)
  // Enough digits make a number that is none.
  .transform((value) => (Number.isFinite(value) ? (value ?? null) : null));

/** Also as text or a number, as some backends write it. */
export const maybeBoolean = z
  .union([
    z.boolean(),
    z
      .string()
      .regex(/^\s*(true|false)\s*$/i)
      .transform((word) => /true/i.test(word)),
    z.literal([0, 1]).transform((bit) => bit === 1),
  ])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** What {@link plainText} puts in the place of another character. */
const placeholder = /[\u2400-\u2421\ufffd]/u;

/**
 * Ids are strings to us, whatever they are to them. One that may not be as it was sent, a rounded number or a text that
 * had to be made plain, would be the address of something else: it is none. Nor is one that no address has room for.
 */
export const identifier = z
  .union([z.string().min(1).max(longestText), z.int()])
  .transform(String)
  .refine((id) => !placeholder.test(id));

/** Money as decimal text, from a string or a number; null for anything else. */
export const maybeDecimal = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : toDecimal(value)));

/** Money that somebody looks for: where there is something that is no decimal, that is told apart from nothing. */
export type MaybeAmount = { readonly amount: string | null; readonly isUnreadable: boolean };

export const noAmount: MaybeAmount = { amount: null, isUnreadable: false };

export const maybeAmount = z
  .unknown()
  .nullish()
  .transform((value): MaybeAmount => {
    if (value === undefined || value === null || value === '') return noAmount;
    const amount = typeof value === 'string' || typeof value === 'number' ? toDecimal(value) : null;
    return { amount, isUnreadable: amount === null };
  });

/** Epoch ms of an ISO 8601 string; one that names no zone is in UTC, as the vendors' times are. */
export const maybeTime = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => parseTime(value ?? ''));

/** Epoch ms of epoch seconds; of so many that they can only be ms, or of an ISO 8601 string, too. */
export const maybeEpochSeconds = z
  .union([z.number(), z.string()])
  .nullish()
  .catch(null)
  .transform((value) => {
    if (value === null || value === undefined) return null;
    const count = typeof value === 'number' || /^\d+$/.test(value) ? Number(value) : null;
    return count === null ? parseTime(String(value)) : epochTime(count);
  });

/** Epoch ms of a count of seconds or of ms: as seconds the largest would be in the year 5138. */
export const epochTime = (count: number): number | null =>
  calendarTime(count < 100_000_000_000 ? count * 1_000 : count);

/** The same of any text, also as HTTP writes times; null for one that is no time or may be several. */
export function parseTime(text: string): number | null {
  if (!beginsWithDay(text) && !httpDate.test(text)) return null;
  return calendarTime(Date.parse(zoneless.test(text) ? `${text.trim().replace(' ', 'T')}Z` : text));
}

const zoneless = /^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*$/i;
const httpDate = /^\s*([a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} [\d:]+ (GMT|UTC|[+-]\d{4})\s*$/i;

/** Epoch ms; null for what is no time of any calendar, such as a number that is too large. */
export const calendarTime = (ms: number): number | null => (Number.isNaN(new Date(ms).getTime()) ? null : ms);

/** Reads one object; a shape we do not know is a `protocol` problem that names where it stood. */
export function readShape<T>(schema: z.ZodType<T>, body: unknown, what: string, provider: string): Result<T> {
  const parsed = schema.safeParse(body);
  return parsed.success ? succeed(parsed.data) : fail(unknownShape(parsed.error, what, provider));
}

/** Reads every row that can be read; the first bad ones are named, further ones counted. */
export function readRows<T, U>(
  schema: z.ZodType<T>,
  rows: unknown,
  what: string,
  provider: string,
  convert: (row: T) => U,
): Result<Listing<U>> {
  if (!Array.isArray(rows)) return fail(noList(what, provider));
  const reader = createRowReader(schema, what, provider, convert);
  for (const row of rows) reader.read(row);
  return succeed(reader.listing());
}

/** The same for as many rows as an account has servers: others have their turns meanwhile, and before what follows. */
export async function readManyRows<T, U>(
  schema: z.ZodType<T>,
  rows: unknown,
  what: string,
  provider: string,
  convert: (row: T) => U,
): Promise<Result<Listing<U>>> {
  if (!Array.isArray(rows)) return fail(noList(what, provider));
  const reader = createRowReader(schema, what, provider, convert);
  const slices = createSlices();
  for (const [index, row] of rows.entries()) {
    if (index % fewRows === fewRows - 1 && slices.isOver()) await slices.pause();
    reader.read(row);
  }
  if (rows.length >= fewRows) await slices.pause();
  return succeed(reader.listing());
}

/** So few are read in no time. */
const fewRows = 100;

function createRowReader<T, U>(
  schema: z.ZodType<T>,
  what: string,
  provider: string,
  convert: (row: T) => U,
): { readonly read: (row: unknown) => void; readonly listing: () => Listing<U> } {
  const items: U[] = [];
  const problems: Problem[] = [];
  let bad = 0;
  return {
    read: (row) => {
      const parsed = schema.safeParse(row);
      if (parsed.success) items.push(convert(parsed.data));
      else {
        bad += 1;
        const place = `${what}, row ${items.length + bad}`;
        if (bad <= maxNamedRows) problems.push(unknownShape(parsed.error, place, provider));
      }
    },
    listing: () => {
      const unread = bad - problems.length;
      const more = `${what}: ${unread} more rows in a shape we don't know`;
      return {
        items,
        problems: unread === 0 ? problems : [...problems, problem('protocol', more, { provider })],
      };
    },
  };
}

const noList = (what: string, provider: string): Problem =>
  problem('protocol', `answered ${what} in a shape we don't know: no list`, { provider });

const maxNamedRows = 3;

const unknownShape = (error: z.ZodError, what: string, provider: string): Problem => {
  const issue = error.issues[0];
  const where =
    issue === undefined || issue.path.length === 0 ? '' : ` at ${plainText(issue.path.join('.'))}`;
  return problem('protocol', `answered ${what} in a shape we don't know${where}`, { provider });
};

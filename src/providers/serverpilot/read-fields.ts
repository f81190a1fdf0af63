import { distance } from 'fastest-levenshtein';
import type { FieldSpec, Fields } from '../../model/action.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';

/** A typed text as the API wants it, or what is wrong with it: "is too short". Never repeats the text. */
export type Reading = { readonly value: JsonValue } | { readonly wrong: string };

/** A field of a form that knows how to read what was typed. Its hint says what is allowed. */
export type Field = FieldSpec & { readonly read: (text: string) => Reading };

/**
 * Typed values by the fields of a form, in the form's order. A name that is not among them, a required one that is
 * missing, and a value that is not allowed are `invalid` problems that name every such field. An empty text counts
 * as not given.
 */
export function readFields(form: readonly Field[], given: Fields, provider: string): Result<JsonObject> {
  const values = new Map(Object.entries(given));
  const names = form.map((field) => field.name);
  const unknown = [...values.keys()].filter((name) => !names.includes(name));
  if (unknown.length > 0)
    return invalid(unknown.map((name) => unknownField(name, names)).join('; '), provider);

  const isGiven = (name: string) => (values.get(name) ?? '') !== '';
  const missing = form.filter((field) => field.isRequired && !isGiven(field.name));
  if (missing.length > 0) return invalid(`missing: ${missing.map(nameWithHint).join(', ')}`, provider);

  const wrong: string[] = [];
  const read: [string, JsonValue][] = [];
  for (const field of form.filter(({ name }) => isGiven(name))) {
    const reading = field.read(values.get(field.name) ?? '');
    if ('value' in reading) read.push([field.name, reading.value]);
    else wrong.push(`${field.name} ${reading.wrong}: it takes ${field.hint}`);
  }
  return wrong.length > 0 ? invalid(wrong.join('; '), provider) : succeed(Object.fromEntries(read));
}

export const readText = (text: string): Reading =>
  text.trim() === '' ? { wrong: 'is blank' } : { value: text.trim() };

/** What the rest of the program sees of a form's fields. */
export const specsOf = (form: readonly Field[]): readonly FieldSpec[] =>
  form.map(({ name, isRequired, isSecret, hint }) => ({ name, isRequired, isSecret, hint }));

export const invalid = (message: string, provider: string): Result<never> =>
  fail(problem('invalid', message, { provider }));

const nameWithHint = ({ name, hint }: Field): string => `${name} (${hint})`;

function unknownField(name: string, known: readonly string[]): string {
  const nearest = known
    .map((candidate) => ({ candidate, away: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.away - b.away)[0];
  const isClose = nearest !== undefined && nearest.away <= Math.max(2, Math.floor(name.length / 3));
  return `there is no field ${name}: ${isClose ? `did you mean ${nearest.candidate}?` : `there are ${known.join(', ')}`}`;
}

import type { FieldSource, FieldSpec, Fields } from '../model/action.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { didYouMeanOneOf } from '../model/nearest.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { plainText } from '../model/text.ts';

/**
 * A typed text as the API wants it, or what is wrong with it: "is too short", null where the hint says it all. Never
 * repeats the text.
 */
export type Reading = { readonly value: JsonValue } | { readonly wrong: string | null };

/** A field of a form that knows how to read what was typed. Its hint completes "it must be …" or "it takes …". */
export type FormField = FieldSpec & {
  /** Gets a text that is not empty, without blanks around it but for a secret: those may belong to a password. */
  readonly read: (text: string) => Reading;
};

export const field = (
  name: string,
  hint: string,
  read: FormField['read'] = readText,
  rest: Partial<Pick<FormField, 'isRequired' | 'isSecret' | 'source'>> = {},
): FormField => ({
  name,
  hint,
  read,
  isRequired: rest.isRequired ?? false,
  isSecret: rest.isSecret ?? false,
  ...(rest.source === undefined ? {} : { source: rest.source }),
});

/** A field that a create request cannot do without. */
export const required = (name: string, hint: string, read: FormField['read'] = readText): FormField =>
  field(name, hint, read, { isRequired: true });

/** A required field whose values are listed somewhere. */
export const requiredFrom = (name: string, hint: string, source: FieldSource): FormField =>
  field(name, hint, readText, { isRequired: true, source });

export const readText = (text: string): Reading => ({ value: text });

/** A text as it is, where it is allowed. */
export const readTextIf =
  (isAllowed: (text: string) => boolean): FormField['read'] =>
  (text) =>
    isAllowed(text) ? { value: text } : { wrong: null };

/** What the rest of the program sees of a form's fields. */
export const specsOf = (form: readonly FormField[]): readonly FieldSpec[] =>
  form.map(({ read: _, ...spec }) => spec);

/**
 * The body of a create or update request, in the form's order. An empty field is as good as not given where something
 * is created, and refused in an update: whether it would clear or keep the present value is documented nowhere.
 * Everything that is wrong stands in one `invalid` problem, which never repeats a value.
 */
export function readFields(
  form: readonly FormField[],
  fields: Fields,
  purpose: 'create' | 'update',
  provider: string,
): Result<JsonObject> {
  const given = new Map(Object.entries(fields));
  const names = form.map(({ name }) => name);
  const textOf = ({ name, isSecret }: FormField) => (isSecret ? given.get(name) : given.get(name)?.trim());

  const unknown = [...given.keys()].filter((name) => !names.includes(name));
  const faults = unknown.map((name) => `unknown field "${plainText(name)}"${didYouMeanOneOf(name, names)}`);
  const missing = form.filter((rule) => rule.isRequired && !textOf(rule));
  if (missing.length > 0) faults.push(`missing: ${missing.map(nameWithHint).join(', ')}`);
  else if (purpose === 'update' && given.size === 0)
    faults.push(`nothing to change: give one of ${names.join(', ')}`);

  const body: [string, JsonValue][] = [];
  for (const rule of form) {
    const text = textOf(rule);
    if (text === '' && purpose === 'update' && !rule.isRequired)
      faults.push(`${rule.name} must not be empty`);
    if (!text) continue;
    const reading = rule.read(text);
    if ('value' in reading) body.push([rule.name, reading.value]);
    else faults.push(faultOf(rule, reading.wrong));
  }
  return faults.length > 0
    ? fail(problem('invalid', faults.join('; '), { provider }))
    : succeed(Object.fromEntries(body));
}

const nameWithHint = ({ name, hint }: FormField): string => `${name} (${hint})`;

const faultOf = ({ name, hint }: FormField, wrong: string | null): string =>
  wrong === null ? `${name} must be ${hint}` : `${name} ${wrong}: it takes ${hint}`;

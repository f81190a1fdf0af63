import { distance } from 'fastest-levenshtein';
import type { FieldSpec, Fields } from '../../model/action.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { plainText } from '../../model/text.ts';

/** A field with its documented type. The hint completes "NAME must be …". */
export type FieldRule = FieldSpec & {
  /** The typed text, without blanks around it and not empty, as the API wants it; undefined where it is not allowed. */
  readonly read: (text: string) => JsonValue | undefined;
};

/** What a form shows of its rules. */
export const specsOf = (rules: readonly FieldRule[]): readonly FieldSpec[] =>
  rules.map(({ name, isRequired, isSecret, hint }) => ({ name, isRequired, isSecret, hint }));

/**
 * The body of a create request. A field left empty is as good as not given. Everything that is wrong stands in one
 * `invalid` problem, which never repeats a value.
 */
export function readFields(
  rules: readonly FieldRule[],
  fields: Fields,
  provider: string,
): Result<JsonObject> {
  const given = new Map(Object.entries(fields).map(([name, text]) => [name, text.trim()]));
  const names = rules.map(({ name }) => name);
  const unknown = [...given.keys()].filter((name) => !names.includes(name));
  const missing = rules.filter(({ name, isRequired }) => isRequired && !given.get(name));
  const faults = unknown.map((name) => `unknown field "${plainText(name)}": ${suggestion(name, names)}`);
  if (missing.length > 0) faults.push(`missing: ${missing.map(({ name }) => name).join(', ')}`);
  const body: [string, JsonValue][] = [];
  for (const { name, hint, read } of rules) {
    const text = given.get(name);
    if (!text) continue;
    const value = read(text);
    if (value === undefined) faults.push(`${name} must be ${hint}`);
    else body.push([name, value]);
  }
  return faults.length > 0
    ? fail(problem('invalid', faults.join('; '), { provider }))
    : succeed(Object.fromEntries(body));
}

function suggestion(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((candidate) => ({ candidate, away: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  return nearest !== undefined && nearest.away <= Math.max(2, name.length / 3)
    ? `did you mean "${nearest.candidate}"?`
    : `known are ${known.join(', ')}`;
}

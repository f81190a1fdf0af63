import { type ActionRequest, type FieldSpec, formKindOf } from '../model/action.ts';
import { isJsonObject, type JsonValue } from '../model/json.ts';
import { maskedText, namesSecret } from '../model/mask.ts';
import { createMask } from '../model/spellings.ts';
import type { Forms } from '../providers/provider.ts';

/** What the form of an action says of its fields; none where the provider has no such form. */
export function formOf(request: ActionRequest, forms: Forms | undefined): readonly FieldSpec[] {
  if ('create' in request) return forms?.create[request.create] ?? [];
  return forms?.update[formKindOf(request.target)] ?? [];
}

/**
 * Whether a field's value is nobody else's business: the form says so, does not know it, or its name does. `web.tag` is
 * the field `tag` of one of several parts.
 */
export function isSecretField(name: string, form: readonly FieldSpec[]): boolean {
  const ofPart = name.slice(name.lastIndexOf('.') + 1);
  const known = form.find((field) => field.name === name) ?? form.find((field) => field.name === ofPart);
  return (known?.isSecret ?? true) || namesSecret(name);
}

/** Every secret that was typed for an action, and each text within one that is JSON. */
export function secretsOf(request: ActionRequest, forms: Forms | undefined): readonly string[] {
  const form = formOf(request, forms);
  const fields =
    'create' in request ? request.fields : request.deed.verb === 'update' ? request.deed.fields : {};
  const secrets = Object.entries(fields).flatMap(([name, value]) =>
    isSecretField(name, form) ? [value, ...textsWithin(value)] : [],
  );
  const variables =
    'deed' in request && request.deed.verb === 'env' && request.deed.change === 'set'
      ? Object.values(request.deed.values)
      : [];
  return [...secrets, ...variables];
}

/** Shorter values are no secrets, and would tear holes into ordinary sentences. */
const shortest = 4;

/** The text with every secret in it as `***`, however it is spelled. */
export const hideSecrets = (text: string, secrets: readonly string[]): string =>
  createMask(
    secrets.filter((secret) => secret.length >= shortest),
    maskedText,
  )(text);

function textsWithin(value: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(value);
    return isJsonObject(parsed) || Array.isArray(parsed) ? leaves(parsed) : [];
  } catch {
    return [];
  }
}

const leaves = (value: JsonValue): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
};

import type { ActionRequest, Deed, Fields } from '../model/action.ts';
import type { FormField, FormPage, FormVerb } from '../store/form-page.ts';
import type { CommandContext } from './command.ts';
import { isVariablePair } from './form-edit.ts';
import { sslModes } from './form-fields.ts';
import { accountOf, targetOf } from './targets.ts';

/** What a form asks for, or why it does not say that yet. */
export type FormRequest = { readonly request: ActionRequest } | { readonly reason: string };

/** The action of a form as it is filled in; its target as it is now. */
export function requestOf({ purpose, fields }: FormPage, context: CommandContext): FormRequest {
  const missing = fields.filter(({ isRequired, value }) => isRequired && value.trim() === '');
  if (missing.length > 0) return { reason: `missing: ${missing.map(({ name }) => name).join(', ')}` };
  if (purpose.type === 'create') {
    const { kind, provider } = purpose;
    const now = accountOf(context, provider);
    if (now.account !== purpose.account) return replaced(provider);
    return { request: { create: kind, provider, fields: givenValues(fields), ...now } };
  }
  const target = targetOf(context, purpose.ref);
  if (target === null) return { reason: `${purpose.ref} is not in the list any more` };
  if (target.account !== purpose.account) return replaced(target.resource.provider);
  const deed = deedOf(purpose.verb, fields);
  if ('reason' in deed) return deed;
  return deed.verb === 'rename' && deed.name === target.resource.name
    ? { reason: 'that is its name already' }
    : { request: { target, deed } };
}

const replaced = (provider: string) => ({
  reason: `the configuration of ${provider} has changed: open this form again`,
});

/** The deed that a verb's fields describe, or what is wrong with them. */
export function deedOf(verb: FormVerb, fields: readonly FormField[]): Deed | { readonly reason: string } {
  const value = (name: string): string => fields.find((field) => field.name === name)?.value.trim() ?? '';
  switch (verb) {
    case 'rename':
      return { verb, name: value('name') };
    case 'update': {
      const given = givenValues(fields);
      return Object.keys(given).length === 0 ? { reason: 'nothing to change' } : { verb, fields: given };
    }
    case 'snapshot': {
      const memory = value('memory');
      if (memory !== 'yes' && memory !== 'no') return { reason: 'memory must be yes or no' };
      const [name, description] = [value('name'), value('description')];
      return { verb, name, description: description || null, includesRam: memory === 'yes' };
    }
    case 'env.set':
      return variablesOf(fields, value('whole'));
    case 'env.unset': {
      const names = value('names').split(/[\s,]+/);
      return { verb: 'env', change: 'unset', names: names.filter((name) => name !== '') };
    }
    case 'domain.add':
      return { verb: 'domain', change: 'add', host: value('host') };
    case 'domain.remove':
      return { verb: 'domain', change: 'remove', host: value('host') };
    case 'domain.verify':
      return { verb: 'domain', change: 'verify', host: value('host') };
    case 'ssl': {
      const mode = sslModes.find((known) => known === value('mode'));
      return mode === undefined ? { reason: `mode must be one of ${sslModes.join(', ')}` } : { verb, mode };
    }
  }
}

/** What was filled in; an empty field is not given. */
const givenValues = (fields: readonly FormField[]): Fields =>
  Object.fromEntries(fields.flatMap(({ name, value }) => (value === '' ? [] : [[name, value]])));

function variablesOf(fields: readonly FormField[], whole: string): Deed | { readonly reason: string } {
  if (whole !== 'yes' && whole !== 'no') return { reason: 'whole must be yes or no' };
  const values = new Map<string, string>();
  for (const [at, { name, value }] of fields.entries()) {
    const before = fields[at - 1];
    if (before === undefined || !isVariablePair(before.name, name)) continue;
    const variable = before.value.trim();
    if (variable === '' && value !== '') return { reason: `${name} has no name` };
    if (values.has(variable)) return { reason: `${variable} stands there twice` };
    if (variable !== '') values.set(variable, value);
  }
  return { verb: 'env', change: 'set', values: Object.fromEntries(values), isWhole: whole === 'yes' };
}

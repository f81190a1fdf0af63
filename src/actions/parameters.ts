import type { ActionRequest, FieldSpec, Fields } from '../model/action.ts';
import type { JsonObject } from '../model/json.ts';
import { maskedText } from '../model/mask.ts';
import type { Forms } from '../providers/provider.ts';
import { redactedBody } from '../providers/redacted-body.ts';
import { formOf, isSecretField, secretsOf } from './secrets.ts';

/** What was typed for an action, as the journal may keep it: secrets and all environment values are `***`. */
export const parametersOf = (request: ActionRequest, forms: Forms | undefined): JsonObject =>
  redactedBody(typedFor(request, forms), secretsOf(request, forms));

function typedFor(request: ActionRequest, forms: Forms | undefined): JsonObject {
  const form = formOf(request, forms);
  if ('create' in request) return { kind: request.create, ...masked(request.fields, form) };
  const { deed } = request;
  switch (deed.verb) {
    case 'rename':
      return { name: deed.name };
    case 'rollback':
      return { deploymentId: deed.deploymentId };
    case 'snapshot':
      return { name: deed.name, description: deed.description, includesRam: deed.includesRam };
    case 'domain':
      return { change: deed.change, host: deed.host };
    case 'ssl':
      return { mode: deed.mode };
    case 'env':
      return deed.change === 'set'
        ? {
            change: 'set',
            values: Object.fromEntries(Object.keys(deed.values).map((name) => [name, maskedText])),
          }
        : { change: 'unset', names: deed.names };
    case 'update':
      return masked(deed.fields, form);
    default:
      return {};
  }
}

const masked = (fields: Fields, form: readonly FieldSpec[]): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isSecretField(name, form) ? maskedText : value]),
  );

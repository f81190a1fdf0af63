import type { Fields } from '../../model/action.ts';
import { didYouMeanOneOf } from '../../model/nearest.ts';
import type { RunningService } from './service-request.ts';

/** What of a service an update can change. */
export const changeableFields = ['image', 'tag', 'serviceCount'] as const;
type ChangeableField = (typeof changeableFields)[number];

type Change = { readonly service: string; readonly field: ChangeableField; readonly value: string };

/** The services with the fields applied, or every reason why they cannot be, each naming its field. */
export type Changed =
  | { readonly ok: true; readonly services: readonly RunningService[] }
  | { readonly ok: false; readonly reasons: readonly string[] };

/**
 * Applies `image`, `tag` and `serviceCount` to the only service, `SERVICE.image` and so on to one of several. The
 * services and their fields are the API's own (vendor SDK, ComputeServiceConfigurationDTO).
 */
export function changeServices(services: readonly RunningService[], fields: Fields): Changed {
  const names = services.map(({ name }) => name);
  const changes: Change[] = [];
  const reasons: string[] = [];
  for (const [key, typed] of Object.entries(fields)) {
    const place = placeOf(key, names);
    const value = typed.trim();
    const reason =
      'reason' in place ? place.reason : (reasonAgainst(place.field, value) ?? repeated(changes, place));
    if (reason !== null) reasons.push(`${key}: ${reason}`);
    else if ('field' in place) changes.push({ ...place, value });
  }
  if (changes.length === 0 && reasons.length === 0)
    reasons.push(`nothing to change: ${changeableFields.join(', ')} can be`);
  if (reasons.length > 0) return { ok: false, reasons };
  return {
    ok: true,
    services: services.map((service) =>
      changes.filter((change) => change.service === service.name).reduce(applied, service),
    ),
  };
}

type Place = Pick<Change, 'service' | 'field'> | { readonly reason: string };

/** A service's name may hold dots: the field is what follows the last one. */
function placeOf(key: string, names: readonly string[]): Place {
  const dot = key.lastIndexOf('.');
  const word = key.slice(dot + 1);
  const field = changeableFields.find((name) => name === word);
  if (field === undefined)
    return { reason: `is no field of an update${didYouMeanOneOf(word, changeableFields)}` };
  const service = dot === -1 ? names[0] : key.slice(0, dot);
  if (service === undefined || !names.includes(service))
    return { reason: `there is no service "${service ?? ''}"${didYouMeanOneOf(service ?? '', names)}` };
  return dot === -1 && names.length > 1
    ? {
        reason: `the instance has several services: say ${names.map((name) => `${name}.${field}`).join(' or ')}`,
      }
    : { service, field };
}

function reasonAgainst(field: ChangeableField, value: string): string | null {
  switch (field) {
    case 'image':
      if (!isOneWord(value)) return 'must be the name of an image, without spaces';
      return /:[^/]*$/.test(value) ? 'must not hold a tag: that is the field tag' : null;
    case 'tag':
      return isOneWord(value) ? null : 'must be the tag of an image, without spaces';
    case 'serviceCount':
      return /^[1-9]\d{0,5}$/.test(value) ? null : 'must be a whole number, at least 1';
  }
}

const isOneWord = (value: string): boolean => /^\S+$/.test(value);

const repeated = (changes: readonly Change[], { service, field }: Pick<Change, 'service' | 'field'>) =>
  changes.some((change) => change.service === service && change.field === field) ? 'is given twice' : null;

const applied = (service: RunningService, { field, value }: Change): RunningService => {
  switch (field) {
    case 'image':
      return { ...service, image: value };
    case 'tag':
      return { ...service, tag: value };
    case 'serviceCount':
      return { ...service, serviceCount: Number(value) };
  }
};

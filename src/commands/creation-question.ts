import { formatPrice } from '../format/money.ts';
import type { ActionRequest, Fields, Forms } from '../model/action.ts';
import { namesSecret } from '../model/mask.ts';
import { plainText } from '../model/text.ts';
import type { FleetState } from '../store/fleet-state.ts';
import type { FormField, FormPage } from '../store/form-page.ts';
import type { Question } from '../store/overlay.ts';
import { isVariablePair } from './form-edit.ts';

type Creation = Extract<ActionRequest, { create: string }>;

/** The question before something is created, with what it costs as far as that is known. */
export function creationQuestion(
  request: Creation,
  page: FormPage,
  fleet: FleetState,
  forms: (provider: string) => Forms | undefined,
): Question {
  const { create, provider, fields } = request;
  const name = plainText(fields['name'] ?? fields['hostname'] ?? '');
  const it = name === '' ? `the ${create}` : name;
  const price = priceOf(page.fields);
  const currency = fleet.billing.get(provider)?.balance?.currency;
  const costs = [
    price === null ? undefined : `costs ${monthly(price, currency)}`,
    forms(provider)?.createCosts?.[create],
  ];
  return {
    requests: [request],
    title: `Create ${create} ${name === '' ? '' : `${name} `}at ${provider}`,
    tier: 1,
    answer: 'y',
    warnings: costs.flatMap((cost) => (cost === undefined ? [] : [`${it} ${cost}`])),
    facts: factsOf(page, addedTo(fields, forms(provider)?.createAdds?.[create] ?? {})),
    form: page,
    stateReadAt: null,
  };
}

/** What is sent along that nobody filled in. */
const addedTo = (typed: Fields, added: Fields): readonly (readonly [string, string])[] =>
  Object.keys(added).some((name) => typed[name] !== undefined) ? [] : Object.entries(added);

const monthly = (amount: string, currency: string | undefined): string =>
  currency === undefined ? `${amount} a month` : formatPrice({ amount, currency, per: 'month' });

/** Of the plan that was chosen, where the provider lists plans with prices. */
const priceOf = (fields: readonly FormField[]): string | null =>
  fields
    .flatMap(({ value, choices }) => choices.filter((choice) => choice.value === value))
    .map(({ monthlyPrice }) => monthlyPrice)
    .find((price) => price !== null) ?? null;

/** What a form was filled in with, a line each, then what is added; a variable's name and its value are one. */
export function factsOf(
  { fields }: FormPage,
  added: readonly (readonly [string, string])[] = [],
): readonly string[] {
  const filled = fields.flatMap((field, at): [string, string][] => {
    if (nameOfVariable(fields, at + 1) !== null) return [];
    const name = nameOfVariable(fields, at) ?? field.name;
    return field.value === '' || name === '' ? [] : [[name, `${shownValue(field)}${labelOf(field)}`]];
  });
  const facts = [...filled, ...added.map(([name, text]) => [name, plainText(text)] as const)];
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, text]) => `${plainText(name).padEnd(width)}  ${text}`);
}

/** The name typed for the variable whose value stands at this place; null where no variable's value does. */
const nameOfVariable = (fields: readonly FormField[], at: number): string | null => {
  const [name, value] = [fields[at - 1], fields[at]];
  return isVariablePair(name?.name, value?.name) ? (name?.value.trim() ?? null) : null;
};

const labelOf = ({ value, choices }: FormField): string => {
  const label = choices.find((choice) => choice.value === value)?.label ?? '';
  return label === '' ? '' : `  ${plainText(label)}`;
};

/** A field's text as the screen may show it: of a secret its length alone. */
export const shownValue = ({ name, value, isSecret }: FormField): string =>
  isSecret || namesSecret(name) ? '•'.repeat([...value].length) : plainText(value);

import type { FieldChoice, FieldSpec } from '../model/action.ts';
import { isCharacter } from '../model/keys.ts';
import type { FormField, FormPage } from '../store/form-page.ts';

/** A form after a key; one that is neither text nor a move changes nothing. Enter on the button is not for here. */
export function editForm(page: FormPage, key: string): FormPage {
  switch (key) {
    case 'tab':
      return { ...page, index: (page.index + 1) % (page.fields.length + 1) };
    case 'shift+tab':
      return { ...page, index: (page.index + page.fields.length) % (page.fields.length + 1) };
    case 'down':
    case 'return':
      return { ...page, index: Math.min(page.index + 1, page.fields.length) };
    case 'up':
      return { ...page, index: Math.max(page.index - 1, 0) };
    default:
      return typeInto(page, key);
  }
}

export const isOnButton = (page: FormPage): boolean => page.index >= page.fields.length;

const typeInto = (page: FormPage, key: string): FormPage =>
  withValue(page, (field) => valueAfter(field, key));

/** A form after a paste: line breaks at the end were meant for the shell. */
export const pasteInto = (page: FormPage, text: string): FormPage =>
  withValue(page, ({ value }) => value + text.replace(/[\r\n]+$/, ''));

function withValue(page: FormPage, change: (field: FormField) => string): FormPage {
  const field = page.fields[page.index];
  if (field === undefined) return page;
  const value = change(field);
  if (value === field.value) return page;
  const fields = page.fields.map((other, at) => (at === page.index ? { ...field, value } : other));
  return { ...page, problem: null, fields: withRoom(fields) };
}

function valueAfter({ value, choices }: FormField, key: string): string {
  switch (key) {
    case 'backspace':
    case 'delete':
      return [...value].slice(0, -1).join('');
    case 'ctrl+u':
      return '';
    case 'left':
      return chosenBeside(choices, value, -1);
    case 'right':
      return chosenBeside(choices, value, 1);
    case 'space':
      return `${value} `;
    default:
      return isCharacter(key) ? value + key : value;
  }
}

function chosenBeside(choices: readonly FieldChoice[], value: string, step: 1 | -1): string {
  const at = choices.findIndex((choice) => choice.value === value);
  if (at === -1) return choices.at(step === 1 ? 0 : -1)?.value ?? value;
  return choices.at((at + step) % choices.length)?.value ?? value;
}

export const emptyField = (spec: FieldSpec): FormField => ({ ...spec, value: '', choices: [] });

const variableName = /^name( \d+)?$/;

/** Whether two fields, one below the other, are a variable's name and value. */
export const isVariablePair = (name: string | undefined, value: string | undefined): boolean =>
  name !== undefined && variableName.test(name) && value === name.replace('name', 'value');

/** The pair that a variable is typed into; `place` 1 is the first. */
export const variableFields = (place: number): readonly FormField[] => {
  const suffix = place === 1 ? '' : ` ${place}`;
  const isRequired = place === 1;
  return [
    emptyField({ name: `name${suffix}`, isRequired, isSecret: false, hint: 'the name of a variable' }),
    emptyField({ name: `value${suffix}`, isRequired: false, isSecret: true, hint: 'its value' }),
  ];
};

/** A form for variables always has an empty pair left. */
function withRoom(fields: readonly FormField[]): readonly FormField[] {
  const names = fields.filter(({ name }, at) => isVariablePair(name, fields[at + 1]?.name));
  if (names.length === 0 || names.at(-1)?.value === '') return fields;
  const end = names.length * 2;
  return [...fields.slice(0, end), ...variableFields(names.length + 1), ...fields.slice(end)];
}

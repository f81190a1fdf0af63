import { shownValue } from '../../commands/creation-question.ts';
import { isOnButton } from '../../commands/form-edit.ts';
import { cells, fitTo, tailOf } from '../../format/fit.ts';
import type { OneTimeSecret } from '../../model/action.ts';
import { jsonWord } from '../../model/json.ts';
import { plainText } from '../../model/text.ts';
import type { FormField, FormPage } from '../../store/form-page.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';
import { wrapped } from './wrapped.ts';

const blank: InnerLine = { spans: [] };

const line = (...spans: readonly Span[]): InnerLine => ({ spans });

/** A form: one line a field, the button, and below it why it does not go on, or what the field wants. */
export function formLines(page: FormPage, width: number): readonly InnerLine[] {
  const { fields, index } = page;
  const labelWidth = Math.min(28, Math.max(...fields.map(({ name }) => cells(name))) + 3);
  const valueWidth = Math.max(12, Math.floor((width - labelWidth - 4) / 2));
  return [
    blank,
    ...fields.map((field, at) => fieldLine(field, at === index, labelWidth, valueWidth)),
    blank,
    buttonLine(page),
    blank,
    ...belowLines(page, width),
  ];
}

function fieldLine(field: FormField, isFocused: boolean, labelWidth: number, valueWidth: number): InnerLine {
  const isMissing = field.isRequired && field.value.trim() === '';
  const mark = field.isRequired ? '*' : ' ';
  const label = fitTo(plainText(field.name), labelWidth - 2);
  return {
    spans: [
      [isFocused ? ' ▸ ' : '   ', 'accent'],
      [label, isFocused ? 'title' : 'text'],
      [`${mark} `, isMissing ? 'warning' : 'muted'],
      ...valueSpans(field, isFocused, valueWidth),
      [` ${besideValue(field)}`, 'muted'],
    ],
  };
}

/** The text as far as its end fits, with a cursor behind it; `‹ ›` around what can be chosen. */
function valueSpans(field: FormField, isFocused: boolean, width: number): readonly Span[] {
  const [left, right] = field.choices.length > 0 ? ['‹', '›'] : ['', ''];
  const room = width - cells(left) - cells(right) - 1;
  const shown = tailOf(shownValue(field), room);
  const rest = ' '.repeat(Math.max(0, room - cells(shown)));
  return [
    [left, 'key'],
    [shown, 'text'],
    [isFocused ? '▏' : ' ', 'accent'],
    [right, 'key'],
    [rest, 'muted'],
  ];
}

/** What the chosen value is in words; else what the field wants. */
function besideValue({ hint, value, choices }: FormField): string {
  const at = choices.findIndex((choice) => choice.value === value);
  const label = choices[at]?.label ?? '';
  if (choices.length === 0) return hint;
  return at === -1
    ? `←/→: one of ${choices.length}  ${hint}`
    : `${at + 1}/${choices.length}  ${label === '' ? hint : plainText(label)}`;
}

const buttonLine = (page: FormPage): InnerLine =>
  isOnButton(page)
    ? line([' ▸ ', 'accent'], [' Go on ', 'selection'], ['  Enter asks before anything is sent', 'muted'])
    : line(['    Go on ', 'text'], ['  Enter goes to the next line', 'muted']);

function belowLines(page: FormPage, width: number): readonly InnerLine[] {
  const { problem, isChecking, fields, index } = page;
  if (isChecking) return [line([' Checking it by the provider’s rules …', 'muted'])];
  if (problem !== null) return wrapped(problem, width - 2).map((text) => line([` ${text}`, 'error']));
  const field = fields[index];
  return field === undefined
    ? [line([' * is required', 'muted'])]
    : wrapped(`${field.name}: ${field.hint}`, width - 2).map((text) => line([` ${text}`, 'muted']));
}

/** What is shown once, whole: a long value goes on in the next line. */
export function secretLines({ name, provider, values }: OneTimeSecret, width: number): readonly InnerLine[] {
  return [
    blank,
    line([` ${plainText(name)} was created at ${provider}.`, 'title']),
    line([' This is shown once and stored nowhere: keep it before you close the page.', 'warning']),
    ...Object.entries(values).flatMap(([label, value]) => [
      blank,
      line([` ${plainText(label)}`, 'muted']),
      ...wrapped(plainText(jsonWord(value)), width - 4).map((text) => line([`   ${text}`, 'text'])),
    ]),
    blank,
    line([' Esc', 'key'], [' closes it for good', 'muted']),
  ];
}

/** The providers that can create something. */
export const providerLines = (
  names: readonly string[],
  titleOf: (name: string) => string,
  index: number,
): readonly InnerLine[] =>
  names.map((name, at) => ({
    spans: [
      [at === index ? ' ▸ ' : '   ', 'accent'],
      [fitTo(name, 28), 'text'],
      [` ${titleOf(name)}`, 'muted'],
    ],
    ...(at === index ? { under: 'selection' as const } : {}),
  }));

import { type GuideChoice, guideChoices } from '../../commands/guide-steps.ts';
import { fitTo, tailOf } from '../../format/fit.ts';
import { graphemesOf } from '../../model/graphemes.ts';
import { type Guide, secretFile, variableOf } from '../../model/guide.ts';
import type { GuideField, GuidePage, GuideStep } from '../../store/guide-page.ts';
import { splitAtCursor } from '../../store/text-line.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';
import { chosen } from './choice-lines.ts';
import { wrapped } from './wrapped.ts';

const blank: InnerLine = { spans: [] };
const line = (...spans: readonly Span[]): InnerLine => ({ spans });
const text = (words: string, width: number, token: Span[1] = 'muted'): readonly InnerLine[] =>
  wrapped(words, width - 2).map((part) => line([` ${part}`, token]));

/** The guided start: what to begin with, a key to type, what it is good for. */
export function guideLines(
  page: GuidePage,
  { kinds, path }: Pick<Guide, 'kinds' | 'path'>,
  width: number,
): readonly InnerLine[] {
  return [blank, ...stepLines(page, kinds, path, width), blank, ...below(page, width)];
}

function stepLines(
  page: GuidePage,
  kinds: Guide['kinds'],
  path: string,
  width: number,
): readonly InnerLine[] {
  const { step } = page;
  switch (step.name) {
    case 'choose':
      return chooseLines(page, step, kinds, path, width);
    case 'key':
      return keyLines(step, width);
    case 'keep':
      return keepLines(page, step, path, width);
  }
}

function below({ busy, problem }: GuidePage, width: number): readonly InnerLine[] {
  if (busy !== null) return [line([` ${busy}`, 'accent'])];
  return problem === null ? [] : text(problem, width, 'error');
}

function chooseLines(
  page: GuidePage,
  step: Extract<GuideStep, { name: 'choose' }>,
  kinds: Guide['kinds'],
  path: string,
  width: number,
): readonly InnerLine[] {
  const { done } = page;
  const names = done.map(({ provider }) => provider.name).join(', ');
  return [
    ...(done.length === 0
      ? text('No provider is configured yet. What shall fleetop show?', width, 'title')
      : text(`Ready: ${names}. Another provider?`, width, 'title')),
    blank,
    ...guideChoices(kinds, page).map((choice, at) => chosen(at === step.index, choiceSpans(choice, path))),
    blank,
    ...text(
      done.length === 0
        ? 'A provider wants its API key, which is tested at once. Nothing is written before you say so.'
        : `The configuration will be ${path}, readable by you alone.`,
      width,
    ),
  ];
}

function choiceSpans(choice: GuideChoice, path: string): readonly Span[] {
  switch (choice.type) {
    case 'finish':
      return [
        [fitTo('Go on', 20), 'title'],
        [`write ${path} and open the dashboard`, 'muted'],
      ];
    case 'demo':
      return [
        [fitTo('Demo', 20), 'title'],
        ['a simulated fleet; needs no key, writes nothing', 'muted'],
      ];
    case 'kind':
      return [
        [fitTo(choice.kind.title, 20), 'text'],
        [choice.kind.what, 'muted'],
      ];
  }
}

function keyLines(
  { kind, fields, index }: Extract<GuideStep, { name: 'key' }>,
  width: number,
): readonly InnerLine[] {
  const keys = kind.secrets.length === 1 ? 'API key' : 'client id and API key';
  return [
    ...text(`Paste or type the ${keys} of ${kind.title}, then press Enter to test it.`, width, 'title'),
    blank,
    ...fields.map((field, at) => fieldLine(field, at === index, width)),
    blank,
    ...text(
      'It is shown as bullets, sent to this address alone, and stands in no log. Esc goes back a step.',
      width,
    ),
  ];
}

function fieldLine(
  { label, line: typed, isSecret }: GuideField,
  isFocused: boolean,
  width: number,
): InnerLine {
  const [before, under, after] = splitAtCursor(typed).map((part) => (isSecret ? bullets(part) : part));
  const room = Math.max(8, width - 20);
  const shown = tailOf(before ?? '', room);
  return line(
    [isFocused ? ' ▸ ' : '   ', 'accent'],
    [fitTo(label, 12), isFocused ? 'title' : 'text'],
    [shown, 'text'],
    [isFocused ? '▏' : '', 'accent'],
    [(under ?? '') + (after ?? ''), 'text'],
  );
}

/** One for each character as people count them. */
const bullets = (secret: string): string => '•'.repeat([...graphemesOf(secret)].length);

function keepLines(
  { done }: GuidePage,
  step: Extract<GuideStep, { name: 'keep' }>,
  path: string,
  width: number,
): readonly InnerLine[] {
  const { kind, finding, called, keep, index, key } = step;
  const name = called.text.trim();
  const others = done.map(({ provider }) => provider);
  const variables = kind.secrets.map(
    ({ variable }) => `\${${variableOf(variable, { name, type: key.type }, others)}}`,
  );
  const files = kind.secrets.map((secret) => secretFile(name, secret.name));
  const folder = path.replace(/[^/\\]*$/, '');
  const place =
    keep === 'file'
      ? `a file: ${files.join(' and ')} in ${folder}`
      : `the environment: ${variables.join(' and ')}, which you set yourself`;
  return [
    line(
      [' ✓ ', 'status.good'],
      [`${kind.title} takes the key`, 'title'],
      [accountText(finding.account), 'text'],
    ),
    ...finding.notes.slice(0, 6).flatMap((note) => text(`  ${note}`, width)),
    ...finding.warnings.slice(0, 4).flatMap((warning) => text(`! ${warning}`, width, 'warning')),
    blank,
    fieldLine({ label: 'name', line: called, isSecret: false }, index === 0, width),
    line(
      [index === 1 ? ' ▸ ' : '   ', 'accent'],
      [fitTo('keep it in', 12), index === 1 ? 'title' : 'text'],
      ['‹ ', 'key'],
      [place, 'text'],
      [' ›', 'key'],
    ),
    blank,
    index === 2
      ? line([' ▸ ', 'accent'], [' Add it ', 'selection'], ['  Enter', 'muted'])
      : line(['    Add it ', 'text']),
  ];
}

const accountText = (account: string | null): string => (account === null ? '' : `: ${account}`);

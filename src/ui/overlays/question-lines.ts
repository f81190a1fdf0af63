import { formatAge } from '../../format/age.ts';
import { cells, tailOf } from '../../format/fit.ts';
import { statusTone, toneSymbol } from '../../format/status.ts';
import type { ActionRequest } from '../../model/action.ts';
import { plainText } from '../../model/text.ts';
import type { Overlay, Question } from '../../store/overlay.ts';
import { type InnerLine, spansWidth } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';
import { wrapped } from './wrapped.ts';

type QuestionPage = Extract<Overlay, { type: 'question' }>;

/** More targets than this are counted. */
const mostTargets = 8;

type Room = { readonly width: number; readonly height: number };

/**
 * What is going to be done to whom, what it costs, and how to say yes. Where it is too high for the page, blank lines go
 * first, then targets are counted instead of named; the answer is on the screen whatever stands above it.
 */
export function questionLines(
  page: QuestionPage,
  { width, height }: Room,
  now: number,
): readonly InnerLine[] {
  const { question, typed } = page;
  const answer = question.tier === 1 ? yesOrNo : typeIt(question, typed, width);
  const whole = [...aboveAnswer(page, width, now, mostTargets), ...answer];
  if (whole.length <= height) return whole;
  const dense = withoutBlanks(answer);
  const room = height - dense.length;
  for (let targets = mostTargets; targets >= 1; targets -= 1) {
    const above = withoutBlanks(aboveAnswer(page, width, now, targets));
    if (above.length <= room) return [...above, ...dense];
  }
  const above = withoutBlanks(aboveAnswer(page, width, now, 1));
  return [
    ...above.slice(0, Math.max(0, room - 1)),
    line([' … more than this screen shows', 'muted']),
    ...dense,
  ];
}

const withoutBlanks = (lines: readonly InnerLine[]): readonly InnerLine[] =>
  lines.filter(({ spans }) => spans.length > 0);

function aboveAnswer(
  { question, keepGoing }: QuestionPage,
  width: number,
  now: number,
  most: number,
): readonly InnerLine[] {
  const { requests, warnings, facts = [], stateReadAt, title } = question;
  const age = stateReadAt === null ? 'read at an unknown time' : `read ${formatAge(stateReadAt, now)} ago`;
  const more = requests.length - most;
  return [
    blank,
    ...wrapped(`${title}?`, width - 1).map((part) => line([` ${part}`, 'title'])),
    blank,
    ...requests.slice(0, most).flatMap((request) => targetLines(request, age, width)),
    ...(more > 0 ? [line([`   and ${more} more`, 'muted'])] : []),
    blank,
    ...facts.map((fact) => line([`   ${fact}`, 'muted'])),
    ...(facts.length === 0 ? [] : [blank]),
    ...warnings.flatMap((warning) => warningLines(warning, width)),
    ...(warnings.length === 0 ? [] : [blank]),
    ...(requests.length > 1 ? [severalLine(keepGoing), blank] : []),
  ];
}

const blank: InnerLine = { spans: [] };

const line = (...spans: readonly Span[]): InnerLine => ({ spans });

const indent = 3;

/** A target with its id, state and age, whatever its name: beside it, or below where it leaves no room. */
function targetLines(request: ActionRequest, age: string, width: number): readonly InnerLine[] {
  if ('create' in request) return [line([`   ${request.provider}: a new ${request.create}`, 'text'])];
  const { name, ref, status } = request.target.resource;
  const tone = statusTone(status);
  const id: Span = [`  ${ref}`, 'muted'];
  const state: readonly Span[] = [
    [`  ${toneSymbol(tone)} ${status}`, `status.${tone}`],
    [`  ${age}`, 'muted'],
  ];
  const stateWidth = spansWidth([id, ...state]);
  if (indent + cells(name) + stateWidth <= width) return [line([`   ${name}`, 'text'], id, ...state)];
  return [
    ...wrapped(name, width - indent).map((part) => line([`   ${part}`, 'text'])),
    ...(stateWidth < width
      ? [line([' ', 'text'], id, ...state)]
      : [
          ...wrapped(ref, width - indent).map((part) => line([`   ${part}`, 'muted'])),
          line([' ', 'text'], ...state),
        ]),
  ];
}

const warningLines = (warning: string, width: number): readonly InnerLine[] =>
  wrapped(warning, width - indent).map((part, at) => line([`${at === 0 ? ' ! ' : '   '}${part}`, 'warning']));

const severalLine = (keepGoing: boolean): InnerLine =>
  line(
    [' One first, then the others; after a failure ', 'text'],
    [keepGoing ? 'go on with the rest' : 'begin no more', keepGoing ? 'warning' : 'text'],
    ['  Tab', 'key'],
    [' changes that', 'muted'],
  );

const yesOrNo: readonly InnerLine[] = [
  line([' y ', 'key'], ['yes    ', 'text'], ['▸ Cancel ', 'selection'], ['  Enter, n, Esc', 'muted']),
];

/** What stands around the answer in its line. */
const aroundAnswer = 44;

const typeIt = (
  { answer, requests, isById }: Question,
  typed: string,
  width: number,
): readonly InnerLine[] => [
  ...(isById === true
    ? [line([' Its name has characters that no keyboard has: the id stands for it.', 'muted'])]
    : []),
  line(
    [
      ` Type ${requests.length > 1 ? 'the number of targets' : isById === true ? 'the id' : 'the name'} `,
      'text',
    ],
    [cells(answer) + aroundAnswer > width ? 'as it stands above' : answer, 'key'],
    [' and press Enter', 'text'],
  ),
  blank,
  line(
    [' > ', 'muted'],
    [tailOf(plainText(typed), width - indent - 1), typed === answer ? 'status.good' : 'text'],
    ['▏', 'accent'],
  ),
  blank,
  line([' Esc cancels', 'muted']),
];

import { formatAge } from '../../format/age.ts';
import { cells } from '../../format/fit.ts';
import { statusTone, toneSymbol } from '../../format/status.ts';
import type { ActionRequest } from '../../model/action.ts';
import type { Overlay, Question } from '../../store/overlay.ts';
import { type InnerLine, spansWidth } from '../components/framed.ts';
import type { Span } from '../theme/style.ts';
import { tailOf } from './form-lines.ts';
import { wrapped } from './wrapped.ts';

type QuestionPage = Extract<Overlay, { type: 'question' }>;

/** Cells and rows there are, and epoch ms. */
export type QuestionArea = { readonly width: number; readonly height: number; readonly now: number };

/** More targets than this are counted. */
const mostTargets = 8;

/** What is going to be done to whom, what it costs, and how to say yes: that is there however few rows there are. */
export function questionLines(
  { question, typed, keepGoing }: QuestionPage,
  { width, height, now }: QuestionArea,
): readonly InnerLine[] {
  const { requests, warnings, facts = [], stateReadAt, tier, title } = question;
  const age = stateReadAt === null ? 'read at an unknown time' : `read ${formatAge(stateReadAt, now)} ago`;
  const more = requests.length - mostTargets;
  const about = [
    blank,
    line([` ${title}?`, 'title']),
    blank,
    ...requests.slice(0, mostTargets).flatMap((request) => targetLines(request, age, width)),
    ...(more > 0 ? [line([`   and ${more} more`, 'muted'])] : []),
    blank,
    ...facts.map((fact) => line([`   ${fact}`, 'muted'])),
    ...(facts.length === 0 ? [] : [blank]),
    ...warnings.map((warning) => line([` ! ${warning}`, 'warning'])),
    ...(warnings.length === 0 ? [] : [blank]),
  ];
  const answer = [
    ...(requests.length > 1 ? [severalLine(keepGoing), blank] : []),
    ...(tier === 1 ? yesOrNo : typeIt(question, typed, width)),
  ];
  return fitted(about, answer, height);
}

/** Where there is no room for all, blank lines go first, then the end of what it is about, and that is said. */
function fitted(
  about: readonly InnerLine[],
  answer: readonly InnerLine[],
  height: number,
): readonly InnerLine[] {
  const all = [...about, ...answer];
  if (all.length <= height) return all;
  const [closeAbout, closeAnswer] = [about.filter(hasText), answer.filter(hasText)];
  const hidden = closeAbout.length + closeAnswer.length - height;
  if (hidden <= 0) return [...closeAbout, ...closeAnswer];
  const shown = closeAbout.slice(0, Math.max(1, closeAbout.length - hidden - 1));
  const left = closeAbout.length - shown.length;
  return [...shown, line([` … ${left} more lines, in a taller terminal`, 'warning']), ...closeAnswer];
}

const blank: InnerLine = { spans: [] };

const hasText = ({ spans }: InnerLine): boolean => spans.length > 0;

const line = (...spans: readonly Span[]): InnerLine => ({ spans });

const indent = 3;

/** A target with its id, state and age, whatever its name: beside it, or below where it leaves no room. */
function targetLines(request: ActionRequest, age: string, width: number): readonly InnerLine[] {
  if ('create' in request) return [line([`   ${request.provider}: a new ${request.create}`, 'text'])];
  const { name, ref, status } = request.target.resource;
  const tone = statusTone(status);
  const state: readonly Span[] = [
    [`  ${ref}  `, 'muted'],
    [`${toneSymbol(tone)} ${status}`, `status.${tone}`],
    [`  ${age}`, 'muted'],
  ];
  const hasRoom = indent + cells(name) + spansWidth(state) <= width;
  if (hasRoom) return [line([`   ${name}`, 'text'], ...state)];
  return [
    ...wrapped(name, width - indent).map((part) => line([`   ${part}`, 'text'])),
    line([' ', 'text'], ...state),
  ];
}

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
    [tailOf(typed, width - indent - 1), typed === answer ? 'status.good' : 'text'],
    ['▏', 'accent'],
  ),
  blank,
  line([' Esc cancels', 'muted']),
];

import { formatAge } from '../../format/age.ts';
import { statusTone, toneSymbol } from '../../format/status.ts';
import type { ActionRequest } from '../../model/action.ts';
import type { Overlay } from '../../store/view-state.ts';
import type { InnerLine } from '../components/framed.ts';
import type { Span } from '../theme/style.ts';

type QuestionPage = Extract<Overlay, { type: 'question' }>;

/** More targets than this are counted. */
const mostTargets = 8;

/** What is going to be done to whom, what it costs, and how to say yes. */
export function questionLines(
  { question, typed, keepGoing }: QuestionPage,
  now: number,
): readonly InnerLine[] {
  const { requests, warnings, facts = [], stateReadAt, tier, answer, title } = question;
  const age = stateReadAt === null ? 'read at an unknown time' : `read ${formatAge(stateReadAt, now)} ago`;
  const more = requests.length - mostTargets;
  return [
    blank,
    line([` ${title}?`, 'title']),
    blank,
    ...requests.slice(0, mostTargets).map((request) => targetLine(request, age)),
    ...(more > 0 ? [line([`   and ${more} more`, 'muted'])] : []),
    blank,
    ...facts.map((fact) => line([`   ${fact}`, 'muted'])),
    ...(facts.length === 0 ? [] : [blank]),
    ...warnings.map((warning) => line([` ! ${warning}`, 'warning'])),
    ...(warnings.length === 0 ? [] : [blank]),
    ...(requests.length > 1 ? [severalLine(keepGoing), blank] : []),
    ...(tier === 1 ? yesOrNo : typeIt(answer, typed, requests.length > 1)),
  ];
}

const blank: InnerLine = { spans: [] };

const line = (...spans: readonly Span[]): InnerLine => ({ spans });

function targetLine(request: ActionRequest, age: string): InnerLine {
  if ('create' in request) return line([`   ${request.provider}: a new ${request.create}`, 'text']);
  const { name, id, provider, status } = request.target.resource;
  const tone = statusTone(status);
  return line(
    [`   ${name}`, 'text'],
    [`  ${provider}/${id}  `, 'muted'],
    [`${toneSymbol(tone)} ${status}`, `status.${tone}`],
    [`  ${age}`, 'muted'],
  );
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

const typeIt = (answer: string, typed: string, isCount: boolean): readonly InnerLine[] => [
  line(
    [` Type ${isCount ? 'the number of targets' : 'the name'} `, 'text'],
    [answer, 'key'],
    [' and press Enter', 'text'],
  ),
  blank,
  line([' > ', 'muted'], [typed, typed === answer ? 'status.good' : 'text'], ['▏', 'accent']),
  blank,
  line([' Esc cancels', 'muted']),
];

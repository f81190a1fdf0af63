import { isTypedAs } from '../model/text.ts';
import type { Overlay } from '../store/overlay.ts';
import type { CommandContext } from './command.ts';
import { deadMs } from './dead-time.ts';
import { hardened } from './questions.ts';
import { showQuestion } from './verbs.ts';

type QuestionPage = Extract<Overlay, { type: 'question' }>;

/** Keys closer together than this were not pressed one by one. */
const togetherMs = 120;
/** The same key again within this comes from one held down, on a machine too busy to hand it over in time, too. */
const repeatMs = 400;
/** A key that is held down since before it counts begins to repeat as late as this. */
const firstRepeatMs = 800;

/**
 * A key while a question is open. `isAlone`: no other key came in the same read, as several do when a key is held
 * down over a slow line.
 */
export function answerKey(key: string, isAlone: boolean, page: QuestionPage, context: CommandContext): void {
  const now = context.now();
  const { question, typed, openedAt, lastKeyAt, lastKey } = page;
  const wasDead = lastKeyAt - openedAt < deadMs;
  const restMs = key !== lastKey ? togetherMs : wasDead ? firstRepeatMs : repeatMs;
  const isRested = isAlone && now - lastKeyAt >= restMs;
  const isDead = now - openedAt < deadMs;
  const isYes = question.tier === 1 ? key === 'y' : key === 'return' && isTypedAs(typed, question.answer);
  if (key === 'escape' || (question.tier === 1 && (key === 'n' || key === 'return'))) cancel(page, context);
  else if (key === 'tab' && isSeveral(page)) toggleKeepGoing(page, context);
  else if (isYes && isRested && !isDead) accept(page, context);
  else {
    const next = isDead || question.tier === 1 ? typed : edited(typed, key);
    const notice = whyNotTaken(key, { isYes, isDead }, page);
    context.view.setState({ overlay: { ...page, typed: next, lastKeyAt: now, lastKey: key }, notice });
  }
}

/** What becomes of a key that did nothing, or not what it is for; null for one that is typed, or is no answer at all. */
function whyNotTaken(
  key: string,
  { isYes, isDead }: { readonly isYes: boolean; readonly isDead: boolean },
  { question, typed }: QuestionPage,
): string | null {
  const isTyped = question.tier !== 1 && edited(typed, key) !== typed;
  if (isDead && (isYes || isTyped)) return 'Too soon to be an answer: wait a second, then press it';
  if (isYes) return 'Let go of the key, wait a second, then press it once';
  return key === 'return' ? `Type ${question.answer} to go on, or Esc to cancel` : null;
}

/** The text after a key; what is no character changes nothing. */
function edited(typed: string, key: string): string {
  if (key === 'backspace') return [...typed].slice(0, -1).join('');
  const character = key === 'space' ? ' ' : key;
  return [...character].length === 1 ? typed + character : typed;
}

function accept({ question, keepGoing }: QuestionPage, context: CommandContext): void {
  const { view, carryOut, isProtected } = context;
  const harder = hardened(question, isProtected);
  if (harder !== null) {
    showQuestion(context, harder);
    view.setState({ notice: `Protected by the changed configuration: type ${harder.answer} to go on` });
    return;
  }
  view.setState({ overlay: null, marks: new Set() });
  carryOut(question.requests, { keepGoing });
}

/** What was filled in is there again; a second Esc lets go of it. */
const cancel = ({ question }: QuestionPage, { view }: CommandContext): void =>
  view.setState({ overlay: question.form ?? null, notice: 'Cancelled: nothing was sent' });

export const isSeveral = ({ question }: Pick<QuestionPage, 'question'>): boolean =>
  question.requests.length > 1;

const toggleKeepGoing = (page: QuestionPage, { view }: CommandContext): void =>
  view.setState({ overlay: { ...page, keepGoing: !page.keepGoing } });

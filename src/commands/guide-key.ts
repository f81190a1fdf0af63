import type { GuideKey, GuideProvider } from '../model/guide.ts';
import type { Problem } from '../model/problem.ts';
import { listHint } from '../model/problem.ts';
import type { GuidePage, GuideStep } from '../store/guide-page.ts';
import { editLine, insert, lineOf, type TextLine } from '../store/text-line.ts';
import type { CommandContext } from './command.ts';
import { freeName, guideChoices, keyOf, keyStep, nameFault } from './guide-steps.ts';

/** A key while the guided start is open. What is being asked or written takes no other than Esc. */
export function guideKey(key: string, page: GuidePage, context: CommandContext): void {
  context.view.setState({ notice: null });
  if (key === 'escape') goBack(page, context);
  else if (page.busy === null) stepKey(key, page, context);
}

function stepKey(key: string, page: GuidePage, context: CommandContext): void {
  const { step } = page;
  if (step.name === 'choose') chooseKey(key, page, step, context);
  else if (step.name === 'key') keyKey(key, page, step, context);
  else keepKey(key, page, step, context);
}

/** Text that was pasted: into the line that is typed. */
export function guidePaste(text: string, page: GuidePage, context: CommandContext): void {
  if (page.busy === null) typed(page, context, (line) => insert(line, text.trim()));
}

const show = (page: GuidePage, { view }: CommandContext, change: Partial<GuidePage>): void =>
  view.setState({ overlay: { ...page, problem: null, ...change } });

/** One step back; what was asked is given up, what is being written is not. */
function goBack(page: GuidePage, context: CommandContext): void {
  const { step, done } = page;
  if (page.busy !== null && step.name === 'choose') return;
  context.guide?.cancel();
  if (page.busy !== null) show(page, context, { busy: null });
  else if (step.name === 'keep') {
    const filled = keyStep(step.kind);
    show(page, context, { step: filled.name === 'key' ? withKey(filled, step.key) : filled });
  } else if (step.name === 'key') show(page, context, { step: { name: 'choose', index: 0 } });
  else if (done.length > 0) show(page, context, { step: done.at(-1)?.step ?? step, done: done.slice(0, -1) });
  else context.view.setState({ notice: 'q leaves: nothing was written' });
}

const withKey = (step: Extract<GuideStep, { name: 'key' }>, key: GuideKey): GuideStep => ({
  ...step,
  fields: step.fields.map((field, at) => ({
    ...field,
    line: lineOf(
      at < step.kind.secrets.length
        ? (key.secrets[step.kind.secrets[at]?.name ?? 'apiKey'] ?? '')
        : key.baseUrl,
    ),
  })),
});

function chooseKey(
  key: string,
  page: GuidePage,
  step: Extract<GuideStep, { name: 'choose' }>,
  context: CommandContext,
): void {
  const choices = guideChoices(context.guide?.kinds ?? [], page);
  const last = choices.length - 1;
  if (key === 'q') context.leave();
  else if (key === 'down' || key === 'j')
    show(page, context, { step: { ...step, index: Math.min(last, step.index + 1) } });
  else if (key === 'up' || key === 'k')
    show(page, context, { step: { ...step, index: Math.max(0, step.index - 1) } });
  else if (key === 'return') {
    const choice = choices[step.index];
    if (choice?.type === 'kind') show(page, context, { step: keyStep(choice.kind) });
    else if (choice?.type === 'demo')
      end('Starting the simulated fleet …', page, context, (guide) => guide.demo());
    else if (choice?.type === 'finish')
      end('Writing the configuration …', page, context, (guide) =>
        guide.finish(page.done.map(({ provider }) => provider)),
      );
  }
}

function keyKey(
  key: string,
  page: GuidePage,
  step: Extract<GuideStep, { name: 'key' }>,
  context: CommandContext,
): void {
  const last = step.fields.length - 1;
  const next = moved(key, step.index, last);
  if (key === 'return' && step.index >= step.kind.secrets.length - 1) test(page, step, context);
  else if (key === 'return') show(page, context, { step: { ...step, index: step.index + 1 } });
  else if (next !== null) show(page, context, { step: { ...step, index: next } });
  else typed(page, context, (line) => editLine(line, key));
}

/** Asks the provider whether the key is good. */
function test(page: GuidePage, step: Extract<GuideStep, { name: 'key' }>, context: CommandContext): void {
  const key = keyOf(step);
  if ('missing' in key) {
    show(page, context, { problem: `The ${key.missing} is missing` });
    return;
  }
  show(page, context, { busy: `Asking ${step.kind.title} …` });
  const asking = context.view.getState().overlay;
  void context.guide?.check(key).then((result) => {
    const now = context.view.getState().overlay;
    // Another page is another question, or none.
    if (now?.type !== 'guide' || now !== asking) return;
    if (!result.ok) show(now, context, { busy: null, problem: sentence(result.problem) });
    else {
      const called = lineOf(freeName(step.kind.type, namesOf(now)));
      show(now, context, {
        busy: null,
        step: { name: 'keep', kind: step.kind, key, finding: result.value, called, keep: 'file', index: 2 },
      });
    }
  });
}

const sentence = ({ code, message }: Problem): string => {
  const hint =
    code === 'auth'
      ? 'type it again'
      : code === 'network'
        ? 'check the network and the address'
        : listHint(code);
  return hint === null ? message : `${message}: ${hint}`;
};

const namesOf = ({ done }: GuidePage): readonly string[] => done.map(({ provider }) => provider.name);

function keepKey(
  key: string,
  page: GuidePage,
  step: Extract<GuideStep, { name: 'keep' }>,
  context: CommandContext,
): void {
  const next = moved(key, step.index, 2);
  if (key === 'return' && step.index === 2) add(page, step, context);
  else if (key === 'return') show(page, context, { step: { ...step, index: step.index + 1 } });
  else if (next !== null) show(page, context, { step: { ...step, index: next } });
  else if (step.index === 0) typed(page, context, (line) => editLine(line, key));
  else if (step.index === 1 && (key === 'left' || key === 'right' || key === 'space'))
    show(page, context, { step: { ...step, keep: step.keep === 'file' ? 'variable' : 'file' } });
}

function add(page: GuidePage, step: Extract<GuideStep, { name: 'keep' }>, context: CommandContext): void {
  const name = step.called.text.trim();
  const fault = nameFault(name, namesOf(page));
  if (fault !== null) {
    show(page, context, { step: { ...step, index: 0 }, problem: fault });
    return;
  }
  const provider: GuideProvider = { ...step.key, name, keep: step.keep };
  show(page, context, { step: { name: 'choose', index: 0 }, done: [...page.done, { provider, step }] });
}

/** The line after a key that moves between lines; null for another key. */
function moved(key: string, index: number, last: number): number | null {
  if (key === 'tab') return index === last ? 0 : index + 1;
  if (key === 'shift+tab') return index === 0 ? last : index - 1;
  if (key === 'down') return Math.min(last, index + 1);
  return key === 'up' ? Math.max(0, index - 1) : null;
}

/** Changes the line that is typed into. */
function typed(page: GuidePage, context: CommandContext, change: (line: TextLine) => TextLine): void {
  const { step } = page;
  if (step.name === 'key') {
    const fields = step.fields.map((field, at) =>
      at === step.index ? { ...field, line: change(field.line) } : field,
    );
    show(page, context, { step: { ...step, fields } });
  } else if (step.name === 'keep' && step.index === 0)
    show(page, context, { step: { ...step, called: change(step.called) } });
}

/** Hands over to the dashboard; where that fails the page stays, with the reason. */
function end(
  busy: string,
  page: GuidePage,
  context: CommandContext,
  run: (guide: NonNullable<CommandContext['guide']>) => Promise<Problem | null>,
): void {
  const { guide, view } = context;
  if (guide === null) return;
  show(page, context, { busy });
  void run(guide).then((problem) => {
    const now = view.getState().overlay;
    if (now?.type !== 'guide') return;
    if (problem === null) view.setState({ overlay: null });
    else show(now, context, { busy: null, problem: problem.message });
  });
}

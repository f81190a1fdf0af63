import type { Overlay } from '../store/overlay.ts';
import type { Command, CommandContext } from './command.ts';
import { deadMs } from './dead-time.ts';

type LeavePage = Extract<Overlay, { type: 'leave' }>;

/** What leaving would interrupt, a sentence each: actions whose end nobody would see from here, and those not begun. */
function underWay({ fleet }: CommandContext): readonly string[] {
  const actions = [...fleet.getState().actions.values()];
  const waiting = actions.filter(({ phase }) => phase === 'waiting').length;
  return [
    ...(waiting === 0 ? [] : [`${waiting} more waiting for their turn: they would never be sent`]),
    ...actions
      .filter(({ phase }) => phase === 'sending' || phase === 'following')
      .map(({ verb, name, message }) => `${verb} ${name}: ${message}`),
  ];
}

/** Leaves, or asks first where that would interrupt something. */
export function quit(context: CommandContext): void {
  const reasons = underWay(context);
  if (reasons.length === 0) context.leave();
  else context.view.setState({ overlay: { type: 'leave', reasons, openedAt: context.now(), top: 0 } });
}

/** A key while it is asked whether to leave: `y` does, anything else that answers stays. */
export function leaveKey(key: string, page: LeavePage, { view, leave, now }: CommandContext): void {
  if (key === 'y' && now() - page.openedAt >= deadMs) leave();
  else if (key === 'y') view.setState({ notice: 'Too soon to be an answer: press it again' });
  else if (key === 'escape' || key === 'return' || key === 'n') view.setState({ overlay: null });
}

export const quitCommands: readonly Command[] = [
  {
    id: 'quit',
    title: 'Leave; asks while an action is under way',
    keys: ['q'],
    where: 'everywhere',
    footer: 'quit',
    run: quit,
  },
  {
    id: 'quit.now',
    title: 'Leave at once',
    keys: ['ctrl+c'],
    where: 'everywhere',
    run: ({ leave }) => leave(),
  },
];

import type { FoundResource } from '../store/resource-search.ts';
import { type Command, type CommandContext, worksIn } from './command.ts';
import type { PaletteItem } from './palette-item.ts';

const prefix = 'act.';

/** Words of the command line and of other programs for what is called otherwise here. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  'act.halt': ['shutdown', 'stop'],
  'act.cut': ['stop'],
  'act.reboot': ['restart'],
};

/** `reboot api-1`, `env set shop`: a verb for what has that name, wherever the cursor is and whatever is marked. */
export function typedVerbs(text: string, context: CommandContext): readonly PaletteItem[] {
  const { fleet, findResources, keymap } = context;
  return keymap().commands.flatMap((command) => {
    const call = command.id.slice(prefix.length).replaceAll('.', ' ');
    const words = command.id.startsWith(prefix) ? [call, ...(otherWords[command.id] ?? [])] : [];
    const word = words.find((each) => text.toLowerCase().startsWith(`${each} `));
    if (word === undefined) return [];
    return findResources(fleet.getState(), text.slice(word.length + 1))
      .filter(({ list }) => worksIn(command, list))
      .slice(0, mostNamed)
      .map((resource) => verbItem(`${word} ${resource.name}`, command, resource, context));
  });
}

const mostNamed = 20;

function verbItem(
  title: string,
  command: Command,
  { ref, list }: FoundResource,
  context: CommandContext,
): PaletteItem {
  const { servers, apps } = context.fleet.getState();
  const status = (list === 'servers' ? servers : apps).get(ref)?.status ?? '';
  return {
    id: `${command.id} ${ref}`,
    title,
    note: `${command.title}: ${status} ${ref}`,
    alias: ref,
    keys: [],
    reason: command.whyNot?.(about(ref, context)) ?? null,
    run: (now) => {
      const reason = command.whyNot?.(about(ref, now)) ?? null;
      if (reason === null) command.run(about(ref, now));
      else now.view.setState({ notice: reason });
    },
  };
}

/** The same as if the row's menu stood open: a verb is for that row alone. */
const about = (ref: string, context: CommandContext): CommandContext => ({
  ...context,
  view: {
    ...context.view,
    getState: () => ({ ...context.view.getState(), overlay: { type: 'menu', ref, index: 0, top: 0 } }),
  },
});

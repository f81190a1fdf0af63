import { displayKeys } from '../format/keys.ts';
import { noKey, readKeys } from '../model/keys.ts';
import type { Command, Keymap } from './command.ts';

/**
 * The keys of all commands, with those of the configuration (by command id) in place of the defaults. One that cannot
 * be is a fault of its own and leaves its command the keys it had.
 */
export function createKeymap(
  commands: readonly Command[],
  configured: Readonly<Record<string, string>>,
): Keymap {
  const faults = new Map<string, string>();
  const taken = new Map<Command, readonly string[]>();
  for (const command of commands) {
    const text = configured[command.id];
    const keys = text === noKey ? '' : text === undefined ? null : readKeys(text);
    if (keys !== null) taken.set(command, keys === '' ? [] : [keys]);
    else if (text !== undefined) faults.set(command.id, `${JSON.stringify(text)} is no key`);
  }
  const keysOf = (command: Command) => taken.get(command) ?? command.keys;
  let clash = findClash(commands, taken, keysOf);
  while (clash !== null) {
    const { command, other, keys } = clash;
    taken.delete(command);
    faults.set(
      command.id,
      `${keys} is the key of ${other.id}, so ${command.id} keeps ${keysOf(command).join(' ')}`,
    );
    clash = findClash(commands, taken, keysOf);
  }
  const bindings = commands.flatMap((command) => keysOf(command).map((keys) => ({ command, keys })));
  const byId = new Map(commands.map((command) => [command.id, keysOf(command)]));
  const shown = (id: string, wanted?: string): string | null => {
    const keys = byId.get(id) ?? [];
    const chosen = keys.find((candidate) => candidate === wanted) ?? keys[0];
    return chosen === undefined ? null : displayKeys(chosen);
  };
  const byKeys = Map.groupBy(bindings, ({ keys }) => keys);
  return {
    commands,
    bound: (keys) => (byKeys.get(keys) ?? []).map(({ command }) => command),
    beginning: (keys) =>
      commands.filter((command) => keysOf(command).some((longer) => longer.startsWith(`${keys} `))),
    keysOf,
    shown,
    press: (id, wanted) => shown(id, wanted) ?? `${shown('palette') ?? ''} ${id.replaceAll('.', ' ')}`.trim(),
    faults,
  };
}

type Clash = { readonly command: Command; readonly other: Command; readonly keys: string };

/** The first configured key that means another command too where both work, or is the beginning of one's keys. */
function findClash(
  commands: readonly Command[],
  taken: ReadonlyMap<Command, readonly string[]>,
  keysOf: (command: Command) => readonly string[],
): Clash | null {
  for (const [command, mine] of taken)
    for (const keys of mine) {
      const other = commands.find(
        (candidate) =>
          candidate !== command &&
          meet(candidate, command) &&
          keysOf(candidate).some((theirs) => areInTheWay(theirs, keys)),
      );
      if (other !== undefined) return { command, other, keys };
    }
  return null;
}

const areInTheWay = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);

const meet = (a: Command, b: Command): boolean => {
  const { where } = b;
  if (a.page !== b.page) return false;
  return a.where === 'everywhere' || where === 'everywhere' || a.where.some((pane) => where.includes(pane));
};

/** The keys that are called by a word. */
const namedKeys: ReadonlySet<string> = new Set([
  'up',
  'down',
  'left',
  'right',
  'pageup',
  'pagedown',
  'home',
  'end',
  'return',
  'escape',
  'backspace',
  'delete',
  'space',
  'tab',
  'shift+tab',
  'f1',
  'f2',
]);

const control = /^ctrl\+[a-z]$/;

/** Whether a name is that of one key: `j`, `G`, `ctrl+r`, `pageup`. */
const isKey = (name: string): boolean =>
  namedKeys.has(name) || control.test(name) || (isCharacter(name) && !/\s/u.test(name));

/** What a configuration writes for a command that shall have no key. */
export const noKey = 'none';

/** How a key is written, for those who have to be told. */
export const keyWords =
  'a character, ctrl+ and a letter, a name such as pageup, or several with spaces between';

/** Keys pressed one after the other, as a configuration writes them: `x`, `ctrl+r`, `y i`; null: that is none. */
export function readKeys(text: string): string | null {
  const names = text.trim().split(/\s+/);
  return names.every(isKey) ? names.join(' ') : null;
}

/** Whether a key is text. Names of keys are longer than one character; controls are no text. */
export const isCharacter = (key: string): boolean => [...key].length === 1 && !/[\p{Cc}\p{Cs}]/u.test(key);

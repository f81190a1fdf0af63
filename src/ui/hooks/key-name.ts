import type { Key } from 'ink';

const special: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'return'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/**
 * The keys in one input event, by the names that commands are bound to. A terminal behind a slow line, or a key held
 * down, delivers several characters at once: each is a key.
 */
export function keyNames(input: string, key: Key): readonly string[] {
  if (key.eventType === 'release') return [];
  if (key.tab) return [key.shift ? 'shift+tab' : 'tab'];
  const pressed = special.find(([flag]) => key[flag]);
  if (pressed !== undefined) return [pressed[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl+${input}`];
  if (key.meta) return [];
  return [...input].map(characterName);
}

function characterName(character: string): string {
  switch (character) {
    case ' ':
      return 'space';
    case '\r':
      return 'return';
    case '\t':
      return 'tab';
    default:
      return character >= '\u0001' && character <= '\u001a' ? `ctrl+${letterOf(character)}` : character;
  }
}

/** Ctrl takes the two highest bits off a letter. */
const letterOf = (control: string): string => String.fromCharCode(control.charCodeAt(0) | 0b110_0000);

import type { Keymap } from '../../commands/command.ts';
import type { Overlay } from '../../store/overlay.ts';

type Hint = readonly [key: string, title: string];

/**
 * The keys of the page over the panes, each with what it does; an empty key is none. A page that takes every key itself
 * names its own; what is a command's has the key that the command has.
 */
export function pageKeys(overlay: Overlay, { shown }: Keymap): readonly Hint[] {
  const key = (id: string, wanted?: string): string => shown(id, wanted) ?? '';
  const both = (one: string, other: string, between: string): string =>
    [key(one), key(other)].filter((text) => text !== '').join(between);
  const close: Hint = [key('back'), 'close'];
  const search: Hint = [key('filter'), 'search'];
  const quit: Hint = [key('quit'), 'quit'];
  const upAndDown = both('move.down', 'move.up', '/');
  switch (overlay.type) {
    case 'question':
      return [['Esc', 'cancel']];
    case 'form':
      return [
        ['Esc', 'cancel'],
        ['Tab ↑↓', 'fields'],
        ['←→', 'choose'],
        ['Ctrl-U', 'clear'],
        ['Enter', 'go on'],
      ];
    case 'settings':
      return [
        ['Esc', 'take back'],
        ['Enter', 'save'],
        ['←→', 'change'],
        ['↑↓', 'move'],
        ['=', 'columns'],
      ];
    case 'guide':
      return [
        ['Esc', 'back'],
        ['↑↓', 'move'],
        ['Enter', 'go on'],
        [key('quit.now'), 'leave, nothing written'],
      ];
    case 'secret':
      return [['Esc', 'close for good']];
    case 'leave':
      return [
        ['y', 'leave'],
        ['Esc', 'stay'],
      ];
    case 'columns':
      return [close, ['Space', 'show'], ['< >', 'order'], ['← →', 'width'], ['Backspace', 'reset']];
    case 'details':
      return [
        close,
        [both('details.previous', 'details.next', ' '), 'sections'],
        search,
        ...(overlay.search === '' ? [] : ([[both('match.next', 'match.previous', ' '), 'matches']] as const)),
        [key('details.json'), 'JSON'],
        [firstOf(key('copy')), 'copy'],
        ...(overlay.section === 'related'
          ? ([
              [key('details', 'return'), 'open'],
              [key('open'), 'browser'],
            ] as const)
          : []),
      ];
    case 'help':
      return [close, [upAndDown, 'move'], search, [key('details', 'return'), 'run it'], quit];
    case 'menu':
    case 'palette':
    case 'deployments':
    case 'providers':
      return [close, [upAndDown, 'move'], [key('details', 'return'), 'choose'], quit];
    case 'account':
      return [close, [upAndDown, 'scroll'], search, quit];
    case 'text':
      return [close, [upAndDown, 'scroll'], [both('move.first', 'move.last', '/'), 'ends'], quit];
  }
}

/** Of keys pressed one after the other: what follows is shown once it is pressed. */
export const firstOf = (keys: string): string => keys.split(' ')[0] ?? '';

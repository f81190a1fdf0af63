const shown: Readonly<Record<string, string>> = {
  return: 'Enter',
  escape: 'Esc',
  space: 'Space',
  tab: 'Tab',
  'shift+tab': 'Shift-Tab',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  f1: 'F1',
  f2: 'F2',
};

const displayKey = (name: string): string =>
  shown[name] ?? (name.startsWith('ctrl+') ? `Ctrl-${name.slice(5).toUpperCase()}` : name);

/** Keys as people write them: `Ctrl-R`, `PgUp`, `y i`. */
export const displayKeys = (keys: string): string => keys.split(' ').map(displayKey).join(' ');

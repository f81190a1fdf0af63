import { commands } from '../../src/commands/catalog.ts';
import { escapeKey, inputOf } from '../key-input.ts';
import type { Chance } from './chance.ts';

/** Everything that has a key, but for what ends the program. */
const bound = commands
  .filter(({ id }) => !/^quit/.test(id))
  .flatMap(({ keys }) => keys)
  .map(inputOf);

const moves = ['up', 'down', 'pageup', 'pagedown', 'home', 'end', 'left', 'right']
  .map(inputOf)
  .concat('j', 'k');
const edits = ['backspace', 'delete', 'left', 'right', 'home', 'end', 'tab', 'shift+tab', 'return'].map(
  inputOf,
);
const changing = ['U', 'H', 'X', 'R', 'D', 'B'];

const words = [
  'web',
  'api-1',
  'status:running',
  '!stopped',
  'cpu>80',
  'age<7d',
  'provider:pilot',
  '/^w.*[0-9]$/',
  '/(a+)+$/',
  '/(x|x)*y/',
  '/[unclosed',
  'level:warn',
  'scope cyber',
  'theme daylight',
  'sort cpu',
  'pane logs',
  'layout tall',
  '漢字',
  'e\u0301',
  '\u200b',
  '-1',
  '9'.repeat(40),
  'x'.repeat(300),
  "'; drop",
  '../../etc',
] as const;

const pastes = [
  'one line',
  'two\nlines\r\nand three',
  `${escapeKey}[2J${escapeKey}[?1049l`,
  '\u202egnp.exe \u2066x',
  'y\r',
  'q',
  'z'.repeat(5_000),
] as const;

type Size = { readonly columns: number; readonly rows: number };

/**
 * What somebody, or something, may do at a terminal of this size, each piece as one read; what ends the program is never
 * among it.
 */
export function anyInput(chance: Chance, size: Size): readonly string[] {
  // All pages closed, then a verb on a row of Servers or Apps.
  if (chance.is(0.08))
    return [
      ...Array.from({ length: 4 }, () => escapeKey),
      chance.pick(['1', '2']),
      chance.pick(moves).repeat(chance.between(0, 12)),
      chance.pick(changing),
    ];
  return [onePiece(chance, size)];
}

function onePiece(chance: Chance, { columns, rows }: Size): string {
  const kind = chance.weighted([
    [40, 'key'],
    [14, 'moves'],
    [4, 'change'],
    [10, 'words'],
    [8, 'edit'],
    [6, 'escape'],
    [4, 'paste'],
    [6, 'mouse'],
    [2, 'focus'],
    [2, 'held'],
    [2, 'noise'],
  ] as const);
  switch (kind) {
    case 'key':
      return chance.pick(bound);
    case 'moves':
      return chance.pick(moves).repeat(chance.between(1, 12));
    case 'change':
      return chance.pick(changing);
    case 'words':
      return `${chance.pick(['/', ':', '', '', '?'])}${chance.pick(words)}`;
    case 'edit':
      return chance.pick(edits);
    case 'escape':
      return escapeKey;
    case 'paste':
      return `${escapeKey}[200~${chance.pick(pastes)}${escapeKey}[201~`;
    case 'mouse': {
      const button = chance.pick([0, 0, 0, 1, 2, 64, 65]);
      const place = `${button};${chance.between(1, columns)};${chance.between(1, rows)}`;
      return `${escapeKey}[<${place}M${escapeKey}[<${place}m`;
    }
    case 'focus':
      return `${escapeKey}[${chance.pick(['I', 'O'])}`;
    case 'held':
      return chance.pick(bound).repeat(chance.between(10, 40));
    case 'noise':
      return Array.from({ length: chance.between(1, 12) }, () => noise(chance)).join('');
  }
}

/** Any character but what a terminal's Ctrl-C and Ctrl-Q send. */
function noise(chance: Chance): string {
  const code = chance.pick([chance.between(0, 31), chance.between(32, 126), chance.between(0x80, 0xd7ff)]);
  return code === 0x03 || code === 0x11 ? escapeKey : String.fromCodePoint(code);
}

/** What says yes to the question that is on the screen; null where none is. */
export function answerTo(screen: string): string | null {
  if (/ y +yes +▸? *.*Cancel/.test(screen)) return 'y';
  const asked = /Type (?:the name|the number of targets) (.+?) and press Enter/.exec(screen)?.[1];
  return asked === undefined || asked === 'as it stands above' ? null : `${asked}\r`;
}

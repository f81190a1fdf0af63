import { Box } from 'ink';
import { type Command, type CommandContext, type Keymap, worksIn } from '../../commands/command.ts';
import { prompts } from '../../commands/prompts.ts';
import type { Overlay } from '../../store/overlay.ts';
import type { Prompt } from '../../store/prompt.ts';
import { splitAtCursor } from '../../store/text-line.ts';
import { type PaneId, panesOf, type ViewState } from '../../store/view-state.ts';
import { useTheme, useView } from '../dashboard-context.ts';
import { displayKeys } from '../hooks/key-name.ts';
import { paintLine, type Span } from '../theme/style.ts';
import { fitSpans } from './framed.ts';
import { ScreenLines } from './screen-lines.tsx';

type Shown = Pick<ViewState, 'notice' | 'pane' | 'overlay' | 'prompt' | 'pressed' | 'isProbing'>;

/** The line that is being typed; or what the newest key was answered with; or the keys that work now. */
export function Footer({ context }: { readonly context: CommandContext }) {
  const theme = useTheme();
  const { columns, rows, remapped, ...shown } = useView(
    ({ columns, rows, remapped, notice, pane, overlay, prompt, pressed, isProbing }) => ({
      columns,
      rows,
      remapped,
      notice,
      pane,
      overlay,
      prompt,
      pressed,
      isProbing,
    }),
  );
  const spans = footerSpans(shown, context.keymap());
  return (
    <Box position="absolute" left={0} top={rows - 1} width={columns} height={1}>
      {/* The last cell of the last row stays empty: some terminals scroll when it is written. */}
      <ScreenLines lines={[paintLine(fitSpans(spans, columns - 1), theme)]} />
    </Box>
  );
}

function footerSpans(
  { notice, pane, overlay, prompt, pressed, isProbing }: Shown,
  keymap: Keymap,
): readonly Span[] {
  if (prompt !== null) return promptSpans(prompt, notice);
  if (pressed !== '') return continuations(pressed, keymap);
  if (notice !== null) return [[` ${notice}`, 'warning']];
  return overlay === null ? paneKeys(pane, panesOf({ isProbing }).length, keymap) : hints(pageKeys(overlay));
}

/** The label, the text with its cursor, and behind it what is wrong with it. */
function promptSpans({ purpose, line }: Prompt, notice: string | null): readonly Span[] {
  const [before, under, after] = splitAtCursor(line);
  return [
    [` ${prompts[purpose].label} `, 'key'],
    [before, 'text'],
    ['▏', 'accent'],
    [under + after, 'text'],
    [notice === null ? '' : `  ${notice}`, 'warning'],
  ];
}

/** What can be pressed after the keys that were pressed. */
const continuations = (pressed: string, { beginning, keysOf }: Keymap): readonly Span[] =>
  hints([
    [displayKeys(pressed), '…'],
    ...beginning(pressed).flatMap((command) =>
      keysOf(command)
        .filter((keys) => keys.startsWith(`${pressed} `))
        .map(
          (keys) =>
            [
              displayKeys(keys.slice(pressed.length + 1)),
              command.brief ?? command.footer ?? command.title,
            ] as const,
        ),
    ),
  ]);

const paneKeys = (pane: PaneId, count: number, { commands, keysOf }: Keymap): readonly Span[] =>
  hints([
    [`1-${count}`, 'panes'],
    ...leadersFirst(commands).flatMap((command): [string, string][] => {
      const [keys] = keysOf(command);
      return command.footer !== undefined && keys !== undefined && worksIn(command, pane)
        ? [[displayKeys(keys), command.footer]]
        : [];
    }),
  ]);

/** What leads to everything else stands where a narrow screen still shows it. */
const leaders = ['help', 'palette', 'filter', 'menu', 'quit', 'details', 'logs'];

const leadersFirst = (commands: readonly Command[]): readonly Command[] => [
  ...leaders.flatMap((id) => commands.find((command) => command.id === id) ?? []),
  ...commands.filter(({ id }) => !leaders.includes(id)),
];

function pageKeys(overlay: Overlay): readonly (readonly [string, string])[] {
  switch (overlay.type) {
    case 'question':
      return [['esc', 'cancel']];
    case 'form':
      return [
        ['esc', 'cancel'],
        ['Tab ↑↓', 'fields'],
        ['←→', 'choose'],
        ['Ctrl-U', 'clear'],
        ['Enter', 'go on'],
      ];
    case 'settings':
      return [
        ['esc', 'take back'],
        ['Enter', 'save'],
        ['←→', 'change'],
        ['↑↓', 'move'],
        ['=', 'columns'],
      ];
    case 'guide':
      return [
        ['esc', 'back'],
        ['↑↓', 'move'],
        ['Enter', 'go on'],
        ['Ctrl-C', 'leave, nothing written'],
      ];
    case 'secret':
      return [['esc', 'close for good']];
    case 'details':
      return [
        ['esc', 'close'],
        ['←→', 'sections'],
        ['/', 'search'],
        ...(overlay.search === '' ? [] : ([['n N', 'matches']] as const)),
        ['{', 'JSON'],
        ['y', 'copy'],
        ...(overlay.section === 'related'
          ? ([
              ['Enter', 'open'],
              ['o', 'browser'],
            ] as const)
          : []),
      ];
    case 'leave':
      return [
        ['y', 'leave'],
        ['esc', 'stay'],
      ];
    case 'columns':
      return [
        ['esc', 'close'],
        ['Space', 'show'],
        ['< >', 'order'],
        ['← →', 'width'],
        ['Backspace', 'reset'],
      ];
    case 'help':
      return [
        ['esc', 'close'],
        ['j/k', 'move'],
        ['/', 'search'],
        ['Enter', 'run it'],
        ['q', 'quit'],
      ];
    case 'menu':
    case 'palette':
    case 'deployments':
    case 'providers':
      return [
        ['esc', 'close'],
        ['j/k', 'move'],
        ['Enter', 'choose'],
        ['q', 'quit'],
      ];
    case 'account':
      return [
        ['esc', 'close'],
        ['j/k', 'scroll'],
        ['/', 'search'],
        ['q', 'quit'],
      ];
    case 'text':
      return [
        ['esc', 'close'],
        ['j/k', 'scroll'],
        ['g/G', 'ends'],
        ['q', 'quit'],
      ];
  }
}

const hints = (pairs: readonly (readonly [key: string, title: string])[]): readonly Span[] =>
  pairs.flatMap(([key, title]): Span[] => [
    [` ${key}`, 'key'],
    [` ${title} `, 'muted'],
  ]);

import { Box } from 'ink';
import { type Command, type CommandContext, type Keymap, worksIn } from '../../commands/command.ts';
import { paneCommandId } from '../../commands/panes.ts';
import { prompts } from '../../commands/prompts.ts';
import { cells, tailOf } from '../../format/fit.ts';
import { displayKeys } from '../../format/keys.ts';
import type { Prompt } from '../../store/prompt.ts';
import { splitAtCursor } from '../../store/text-line.ts';
import { type PaneId, panesOf, type ViewState } from '../../store/view-state.ts';
import { useTheme, useView } from '../dashboard-context.ts';
import { paintLine, type Span } from '../theme/style.ts';
import { pageKeys } from './page-keys.ts';
import { ScreenLines } from './screen-lines.tsx';
import { fitSpans } from './spans.ts';

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
  const spans = footerSpans(shown, context.keymap(), columns - 1);
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
  width: number,
): readonly Span[] {
  if (prompt !== null) return promptSpans(prompt, notice, width);
  if (pressed !== '') return continuations(pressed, pane, keymap);
  if (notice !== null) return [[` ${notice}`, 'warning']];
  return overlay === null ? paneKeys(pane, panesOf({ isProbing }), keymap) : hints(pageKeys(overlay, keymap));
}

/** Of a text before the cursor so much is shown at the least, whatever is wrong with it. */
const leastTyped = 8;

/** The label, the text with its cursor, and behind it what is wrong with it: the cursor is seen, however long the text. */
function promptSpans({ purpose, line }: Prompt, notice: string | null, width: number): readonly Span[] {
  const [before, under, after] = splitAtCursor(line);
  const label = ` ${prompts[purpose].label} `;
  const wrong = notice === null ? '' : `  ${notice}`;
  const room = width - cells(label) - cells(cursor) - cells(wrong);
  return [
    [label, 'key'],
    [tailOf(before, Math.max(leastTyped, room)), 'text'],
    [cursor, 'accent'],
    [under + after, 'text'],
    [wrong, 'warning'],
  ];
}

const cursor = '▏';

/** What can be pressed after the keys that were pressed. */
const continuations = (pressed: string, pane: PaneId, { beginning, keysOf }: Keymap): readonly Span[] =>
  hints([
    [displayKeys(pressed), '…'],
    ...beginning(pressed)
      .filter((command) => worksIn(command, pane))
      .map((command): [string, string] => [
        keysOf(command)
          .filter((keys) => keys.startsWith(`${pressed} `))
          .map((keys) => displayKeys(keys.slice(pressed.length + 1)))
          .join(' '),
        command.brief ?? command.footer ?? command.title,
      ]),
  ]);

const paneKeys = (pane: PaneId, panes: readonly PaneId[], { commands, shown }: Keymap): readonly Span[] =>
  hints([
    [rangeOf(panes.flatMap((id) => shown(paneCommandId(id)) ?? [])), 'panes'],
    ...leadersFirst(commands).flatMap((command): [string, string][] => {
      const key = shown(command.id);
      return command.footer !== undefined && key !== null && worksIn(command, pane)
        ? [[key, command.footer]]
        : [];
    }),
  ]);

/** `1-6` where the keys are numbers that follow one another; else each of them. */
const rangeOf = (keys: readonly string[]): string =>
  keys.length > 1 && keys.every((key, at) => /^\d$/.test(key) && Number(key) === Number(keys[0]) + at)
    ? `${keys[0]}-${keys.at(-1)}`
    : keys.join(' ');

/** What leads to everything else stands where a narrow screen still shows it. */
const leaders = ['help', 'palette', 'filter', 'menu', 'quit', 'details', 'logs'];

const leadersFirst = (commands: readonly Command[]): readonly Command[] => [
  ...leaders.flatMap((id) => commands.find((command) => command.id === id) ?? []),
  ...commands.filter(({ id }) => !leaders.includes(id)),
];

const hints = (pairs: readonly (readonly [key: string, title: string])[]): readonly Span[] =>
  pairs.flatMap(([key, title]): Span[] =>
    key === ''
      ? []
      : [
          [` ${key}`, 'key'],
          [` ${title} `, 'muted'],
        ],
  );

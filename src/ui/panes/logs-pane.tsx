import { formatClockTime } from '../../format/clock-time.ts';
import { type LogLevel, levelOf } from '../../logs/level.ts';
import { phaseOf } from '../../logs/phase.ts';
import type { App } from '../../model/app.ts';
import type { LogEntry } from '../../model/log-line.ts';
import type { LogSource, LogState } from '../../store/log-store.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { useFleet, useLog, useView } from '../dashboard-context.ts';
import { type PlacedPane, textHeight } from '../layout.ts';
import type { Span, Token } from '../theme/style.ts';

/** The log of the app selected in Apps: its end, or as far back as was scrolled. */
export function LogsPane({ box }: { readonly box: PlacedPane }) {
  const log = useLog((state) => state);
  const [source] = log.sources;
  const app = useFleet((fleet) => (source === undefined ? undefined : fleet.apps.get(source.ref)));
  const scrollback = useView((view) => view.logScrollback);
  const height = textHeight(box);
  const lines = linesOf(log, app, { height, width: box.width }, scrollback);
  return <Pane box={box} note={noteOf(source, app, scrollback)} lines={lines} />;
}

function linesOf(
  { sources: [source], ring }: LogState,
  app: App | undefined,
  { height, width }: { readonly height: number; readonly width: number },
  scrollback: number,
): readonly InnerLine[] {
  if (app === undefined || source === undefined) return [muted('Select an app in Apps to follow its log')];
  const length = ring.length();
  const ending: readonly InnerLine[] =
    source.problem === null ? [] : [{ spans: [[` ${source.problem.message}`, endToken(source)]] }];
  if (length === 0 && ending.length === 0)
    return [muted(source.phase === 'connecting' ? 'Opening the stream …' : 'No lines yet')];
  const room = height - (scrollback === 0 ? ending.length : 0);
  const to = length - scrollback;
  const shown = ring.slice(Math.max(0, to - room), to).map((entry) => logLine(entry, width));
  return scrollback === 0 ? [...shown, ...ending] : shown;
}

const muted = (text: string): InnerLine => ({ spans: [[` ${text}`, 'muted']] });

/** That a vendor has no logs is no error. */
const endToken = ({ problem }: LogSource): Token => (problem?.code === 'unsupported' ? 'muted' : 'error');

/** More than any cell can hold: a line of megabytes is not to be measured for each frame. */
const unitsPerCell = 8;

function logLine({ at, line, kind }: LogEntry, width: number): InnerLine {
  const shown = line.slice(0, width * unitsPerCell);
  if (kind !== 'line')
    return { spans: [[` ${formatClockTime(at)} — ${shown} —`, kind === 'mark' ? 'warning' : 'accent']] };
  const phase = phaseOf(shown)?.length ?? 0;
  return {
    spans: [
      [` ${formatClockTime(at)} `, 'muted'],
      [shown.slice(0, phase), 'log.phase'],
      [shown.slice(phase), levelToken(levelOf(shown))],
    ],
  };
}

const levelToken = (level: LogLevel | null): Token => {
  if (level === 'error') return 'log.error';
  return level === 'warn' ? 'log.warning' : 'text';
};

function noteOf(source: LogSource | undefined, app: App | undefined, scrollback: number): readonly Span[] {
  if (app === undefined || source === undefined) return [];
  const position =
    scrollback === 0 ? (source.phase === 'following' ? 'following' : '') : `${scrollback} below: f follows`;
  return [
    [app.name, 'text'],
    [` ${source.received.toLocaleString('en')} lines`, 'muted'],
    [` ${position}`, scrollback === 0 ? 'muted' : 'warning'],
  ];
}

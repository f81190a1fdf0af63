import { formatClockTime } from '../../format/clock-time.ts';
import type { App } from '../../model/app.ts';
import type { LogLine } from '../../model/log-line.ts';
import type { LogState } from '../../store/log-store.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { useFleet, useLog, useView } from '../dashboard-context.ts';
import { type PlacedPane, textHeight } from '../layout.ts';
import type { Span, Token } from '../theme/style.ts';

/** The log of the app selected in Apps: its end, or as far back as was scrolled. */
export function LogsPane({ box }: { readonly box: PlacedPane }) {
  const log = useLog((state) => state);
  const app = useFleet((fleet) => (log.ref === null ? undefined : fleet.apps.get(log.ref)));
  const lacks = useFleet((fleet) =>
    app === undefined ? undefined : fleet.providers.get(app.provider)?.lacks.logs,
  );
  const scrollback = useView((view) => view.logScrollback);
  const height = textHeight(box);
  const lines = linesOf(log, app, lacks, height, scrollback);
  return <Pane box={box} note={noteOf(log, app, scrollback)} lines={lines} />;
}

function linesOf(
  log: LogState,
  app: App | undefined,
  lacks: string | undefined,
  height: number,
  scrollback: number,
): readonly InnerLine[] {
  if (app === undefined) return [muted('Select an app in Apps to follow its log')];
  if (lacks !== undefined) return [muted(lacks)];
  const length = log.ring.length();
  const ending = endLines(log);
  if (length === 0 && ending.length === 0)
    return [muted(log.phase === 'connecting' ? 'Opening the stream …' : 'No lines yet')];
  const room = height - (scrollback === 0 ? ending.length : 0);
  const to = length - scrollback;
  const shown = log.ring.slice(Math.max(0, to - room), to).map(logLine);
  return scrollback === 0 ? [...shown, ...ending] : shown;
}

const muted = (text: string): InnerLine => ({ spans: [[` ${text}`, 'muted']] });

function endLines({ phase, problem, endStatus }: LogState): readonly InnerLine[] {
  if (phase === 'failed') return [{ spans: [[` ${problem?.message ?? 'the stream failed'}`, 'error']] }];
  if (phase !== 'ended') return [];
  const verdict = endStatus === null ? 'the stream has ended' : `the deployment has ended: ${endStatus}`;
  return [{ spans: [[` — ${verdict} —`, endStatus === 'failed' ? 'log.error' : 'accent']] }];
}

const phasePrefix = /^\[[^\]]{1,20}\]/;

function logLine({ at, line }: LogLine): InnerLine {
  const phase = phasePrefix.exec(line)?.[0] ?? '';
  const spans: readonly Span[] = [
    [` ${formatClockTime(at)} `, 'muted'],
    [phase, 'log.phase'],
    [line.slice(phase.length), levelToken(line)],
  ];
  return { spans };
}

const levelToken = (line: string): Token => {
  if (/\b(error|fatal|panic|exception|failed)\b/i.test(line)) return 'log.error';
  return /\b(warn|warning)\b/i.test(line) ? 'log.warning' : 'text';
};

function noteOf(log: LogState, app: App | undefined, scrollback: number): readonly Span[] {
  if (app === undefined) return [];
  const position =
    scrollback === 0 ? (log.phase === 'following' ? 'following' : '') : `${scrollback} below: f follows`;
  return [
    [app.name, 'text'],
    [` ${position}`, scrollback === 0 ? 'muted' : 'warning'],
  ];
}

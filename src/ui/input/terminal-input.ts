import type { Clock } from '../../runtime/deps.ts';
import { readReport, type TerminalReport } from './report.ts';
import { splitReports } from './split-reports.ts';

export type TerminalInput = {
  /** The keyboard, without what the terminal reports in between. */
  readonly stdin: NodeJS.ReadStream;
  /** Whom to tell of reports; one that came before is told at once. */
  readonly onReport: (listener: (report: TerminalReport) => void) => void;
  /** Whether reports of a mouse are to be expected: then an Esc is held for a moment, for what may follow it. */
  readonly expectReports: (areExpected: boolean) => void;
  /** Asks for the terminal's background, and reads from now on: an answer may be there before the first frame. */
  readonly askBackground: (stdout: NodeJS.WriteStream) => void;
};

/** Longer than the parts of one sequence lie apart on a slow line, shorter than one waits for an Esc. */
const holdMs = 25;

/** Longer than any line holds up the rest of an answer; what is held for longer would swallow what is typed. */
const stalledMs = 1_000;

const ctrlC = '\u0003';
const pasteBegin = '\u001b[200~';
const pasteEnd = '\u001b[201~';

const backgroundQuery = '\u001b]11;?\u001b\\';

/** Stands before the terminal's keyboard: what is read through it holds keys only, however the reads are cut. */
export function createTerminalInput(stdin: NodeJS.ReadStream, clock: Pick<Clock, 'sleep'>): TerminalInput {
  const readRaw = stdin.read.bind(stdin);
  let held = '';
  let isExpecting = false;
  let isAwaitingBackground = false;
  let isEarly = false;
  let isPasting = false;
  let listener: ((report: TerminalReport) => void) | null = null;
  const ready: string[] = [];
  const early: TerminalReport[] = [];
  let waiting = new AbortController();

  const take = (text: string) => {
    waiting.abort();
    // Nobody pastes a Ctrl-C alone: the end of what is pasted is lost, and no key would be heard any more.
    const typed = isPasting && text === ctrlC ? `${pasteEnd}${text}` : text;
    const split = splitReports(held + typed, isExpecting || isAwaitingBackground);
    held = split.held;
    const [begin, end] = [split.keys.lastIndexOf(pasteBegin), split.keys.lastIndexOf(pasteEnd)];
    if (begin !== end) isPasting = begin > end;
    if (split.keys !== '') ready.push(split.keys);
    for (const sequence of split.sequences) tell(readReport(sequence));
    if (held !== '') void letGo(split.isDoubtful);
  };
  const tell = (report: TerminalReport | null) => {
    if (report?.type === 'background') isAwaitingBackground = false;
    if (report === null) return;
    if (listener === null) early.push(report);
    else listener(report);
  };
  /** Nothing followed: what is held was a key, or a report that has no end. */
  const letGo = async (mayBeKey: boolean) => {
    waiting = new AbortController();
    const { signal } = waiting;
    await clock.sleep(mayBeKey ? holdMs : stalledMs, signal);
    if (signal.aborted) return;
    const key = held;
    held = '';
    if (!mayBeKey) return;
    ready.push(key);
    stdin.emit('readable');
  };
  const pump = () => {
    for (let chunk: unknown = readRaw(); chunk !== null; chunk = readRaw()) take(String(chunk));
  };
  const read = (): string | null => {
    if (isEarly) {
      isEarly = false;
      stdin.off('readable', pump);
    }
    pump();
    return ready.shift() ?? null;
  };
  // Who looks at what is read puts a function of its own in front.
  let outermost: unknown = read;
  return {
    stdin: new Proxy(stdin, {
      set: (target, property, value) => {
        if (property !== 'read') return Reflect.set(target, property, value, target);
        outermost = value;
        return true;
      },
      get: (target, property) => {
        if (property === 'read') return outermost;
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
    onReport: (next) => {
      listener = next;
      for (const report of early.splice(0)) next(report);
    },
    expectReports: (areExpected) => {
      isExpecting = areExpected;
    },
    askBackground: (stdout) => {
      isAwaitingBackground = true;
      isEarly = true;
      // Else the terminal would show its answer.
      stdin.setRawMode(true);
      stdin.setEncoding('utf8');
      stdin.on('readable', pump);
      stdout.write(backgroundQuery);
    },
  };
}

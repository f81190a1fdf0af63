import type { Session } from '../cli/session.ts';
import { startFleet } from '../dashboard/start-fleet.ts';
import { plainText } from '../model/text.ts';
import type { Deps } from '../runtime/deps.ts';
import { createFleetStore } from '../store/fleet-store.ts';
import { createLineReader } from './line-reader.ts';
import { changesBetween, hasArrived, overview } from './say-changes.ts';
import { splitWords } from './split-words.ts';

export type PlainOptions = {
  readonly session: Session;
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly input: NodeJS.ReadableStream;
  readonly write: (text: string) => void;
  /** Runs a command line as the shell would, on this session's providers; `ask` puts a question and gives the line that answers it. */
  readonly run: (
    words: readonly string[],
    session: Session,
    ask: (question: string) => Promise<string>,
  ) => Promise<void>;
  readonly signal: AbortSignal;
};

const prompt = '> ';

const help = `Type a command as after fleetop in a shell, for instance: servers, show web-1, stop web-1, journal.
  help         all commands; help stop tells the options of one
  status       how every provider is doing
  lock         refuse every change from here, until: unlock
  quit         leave
Changes are said as they come, a line each.`;

/**
 * The dashboard as a conversation: how everything is, once; then what changes, as lines; and commands by prompt, which
 * are those of the command line, with its questions. Nothing that was written is ever changed. Resolves when the user
 * has left.
 */
export async function runPlain({ session, deps, input, write, run, signal }: PlainOptions): Promise<void> {
  const leaving = new AbortController();
  const ending = AbortSignal.any([signal, leaving.signal]);
  const { fleet, emit } = createFleetStore([], session.config.thresholds);
  const lines = createLineReader(input);
  const speech = createSpeech(write);
  const unsubscribe = fleet.subscribe((after, before) => {
    if (!hasArrived(after)) return;
    if (!hasArrived(before)) speech.say(overview(after));
    else speech.say(changesBetween(before, after));
  });
  write('fleetop, line by line. help tells what can be typed, quit leaves.\n');
  session.followNotices((notice) => speech.say([notice]));
  let current = session;
  let polling = new AbortController();
  const start = () =>
    startFleet(current, {
      deps,
      // Nothing is drawn here that an event could wait for.
      emit: (event) => emit(event),
      // Nothing is looked at; load is watched all the same.
      interest: () => ({ selected: null, visible: [], isWatching: true }),
      nameOf: (ref) => (fleet.getState().servers.get(ref) ?? fleet.getState().apps.get(ref))?.name,
      isFirst: false,
      takesSamples: false,
      signal: ending,
      polling: AbortSignal.any([polling.signal, ending]),
    });
  let ports = start();
  session.live?.follow((change) => {
    if (!change.ok) {
      speech.say([`configuration: ${change.message}; the one before holds`]);
      return;
    }
    current = change.session;
    polling.abort();
    polling = new AbortController();
    ports = start();
    emit({ type: 'thresholds-set', thresholds: current.config.thresholds });
    speech.say(['the changed configuration is in use']);
  }, ending);
  ending.addEventListener('abort', lines.close);
  try {
    for (;;) {
      write(prompt);
      const line = await lines.next();
      if (line === null || leaves.has(line.trim())) return;
      await speech.hold(() => carryOut(line));
      ports.refresh();
    }
  } finally {
    unsubscribe();
    leaving.abort();
  }

  async function carryOut(line: string): Promise<void> {
    const words = splitWords(line);
    const [verb] = words ?? [];
    if (words === null) write('a quote is left open: nothing was done\n');
    else if (verb === 'lock' || verb === 'unlock') {
      ports.setLocked(verb === 'lock');
      write(verb === 'lock' ? 'locked: every change is refused\n' : 'unlocked\n');
    } else if (verb === 'help' && words.length === 1) write(`${help}\n`);
    else if (whyEndless(words) !== null) write(`${whyEndless(words)}\n`);
    else if (verb !== undefined)
      await run(words, current, (question) => {
        write(question);
        return lines.answer();
      });
  }
}

const leaves: ReadonlySet<string> = new Set(['quit', 'exit', 'q']);

const endless: ReadonlySet<string> = new Set(['--watch', 'simulate']);
const following: ReadonlySet<string> = new Set(['--follow', '-f']);

/** Why a command is not begun that would leave no way back to the prompt; null for any other. */
function whyEndless(words: readonly string[]): string | null {
  const isReceiving = words.includes('webhooks') && !words.includes('register');
  if (isReceiving || words.some((word) => endless.has(word)))
    return 'that would never end here: changes are said anyway';
  return words.includes('logs') && words.some((word) => following.has(word))
    ? 'that may never end here: without --follow a log is told as far as it goes'
    : null;
}

/** Says lines between prompts; while a command speaks they wait. */
function createSpeech(write: (text: string) => void) {
  let held: string[] | null = null;
  const say = (lines: readonly string[]) => {
    if (held !== null) held.push(...lines);
    else if (lines.length > 0) write(`\n${lines.map(plainText).join('\n')}\n${prompt}`);
  };
  return {
    say,
    hold: async (work: () => Promise<void>) => {
      held = [];
      try {
        await work();
      } finally {
        const waited = held;
        held = null;
        if (waited.length > 0) write(`${waited.map(plainText).join('\n')}\n`);
      }
    },
  };
}

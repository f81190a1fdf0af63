import { differences, type Frame, frameOf, openFrames, textsOf } from './frame.ts';
import type { Gate } from './gate.ts';
import type { SoakedProgram } from './program.ts';

export type FrameCounts = {
  /** Frames compared with the same drawn anew. */
  readonly checked: number;
  /** Where a figure had changed meanwhile. */
  readonly moved: number;
  readonly torn: number;
  /** Where the screen never held still, or was another program's. */
  readonly missed: number;
};

const quietMs = 60;
const idleMs = 250;
const patienceMs = 1_500;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Compares what is on the screen with the same drawn anew: what was put there by patches must be what a whole frame
 * puts there, and every frame closed. Counts it, and tells what is torn. No reply comes meanwhile, and it begins just
 * after the dashboard's own tick; figures that move all the same (an age, a bar) are told apart.
 */
export async function checkFrame(
  program: SoakedProgram,
  gate: Pick<Gate, 'hold'>,
  counts: { -readonly [Name in keyof FrameCounts]: FrameCounts[Name] },
): Promise<readonly string[]> {
  gate.hold(true);
  try {
    // First all that was asked of it is done, then comes a tick.
    await still(program, idleMs);
    const seen = program.written();
    await until(() => program.written() > seen);
    const shown = await still(program, quietMs);
    if (shown === null || !program.isRunning() || !program.screen.isAlternate()) {
      counts.missed += 1;
      return [];
    }
    const before = program.written();
    // As after a shell's `fg`: all is drawn anew. Ctrl-L does the same, but is a key, and takes back what is said.
    program.signal('SIGCONT');
    const anew = (await until(() => program.written() > before)) ? await still(program, quietMs) : null;
    if (anew === null || !program.screen.isAlternate()) {
      counts.missed += 1;
      return [];
    }
    return compared(shown, anew, counts);
  } finally {
    gate.hold(false);
  }
}

function compared(
  shown: Frame,
  anew: Frame,
  counts: { -readonly [Name in keyof FrameCounts]: FrameCounts[Name] },
): readonly string[] {
  counts.checked += 1;
  const changed = differences(shown, anew);
  const open = openFrames(anew);
  if (open.length === 0 && changed.length > 0 && isOnlyTime(shown, anew)) {
    counts.moved += 1;
    return [];
  }
  if (changed.length === 0 && open.length === 0) return [];
  counts.torn += 1;
  return [`torn:\n${[...changed, ...open, ...textsOf(anew)].join('\n')}`];
}

/** The screen once nothing was written for a moment, and no frame is half there; null where that does not come. */
async function still(program: SoakedProgram, quiet: number): Promise<Frame | null> {
  await program.settled();
  let seen = program.written();
  for (let waited = 0; waited < patienceMs; waited += quiet) {
    await pause(quiet);
    await program.settled();
    if (program.written() === seen && !program.isDrawing()) return frameOf(program.screen);
    seen = program.written();
  }
  return null;
}

async function until(isReached: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += 10) {
    if (isReached()) return true;
    await pause(10);
  }
  return false;
}

/** Figures, bars and signs of a state aside, the same. */
function isOnlyTime(shown: Frame, anew: Frame): boolean {
  const lasting = (frame: Frame) =>
    textsOf(frame).map((text) => text.replace(/[\d.,:█░▁-▇↻⠀-⣿]+ ?[a-zA-Z%]*|\s+/g, ''));
  return lasting(shown).join('\n') === lasting(anew).join('\n');
}

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node, program, type Sandbox } from '../../bench/sandbox.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../pseudo-terminal.ts';
import { createWrittenCheck, type WrittenCheck } from './written.ts';

/** What the process has at one moment. Linux only: elsewhere there is no /proc to read. */
export type Sample = { readonly rssMb: number; readonly files: number; readonly sockets: number };

/** What the process tells of itself: see observe.js. */
export type Observation = Readonly<
  Record<
    'timers' | 'sockets' | 'others' | 'files' | 'listeners' | 'rssMb' | 'externalMb' | 'arraysMb',
    number
  > & {
    /** The heap that survives a collection of everything. */
    liveMb: number;
  }
>;

export type SoakedProgram = PseudoTerminal & {
  readonly checked: WrittenCheck;
  readonly isRunning: () => boolean;
  /** Whether a frame has begun to come whose end has not. */
  readonly isDrawing: () => boolean;
  readonly sample: () => Sample;
  readonly signal: (name: NodeJS.Signals) => void;
  /** What the process has told of itself when it was asked by SIGURG, oldest first. */
  readonly observations: () => readonly Observation[];
  /** Exit status, and the terminal's settings after it; null while it runs. */
  readonly ending: () => { readonly code: number; readonly settings: string } | null;
};

const observer = fileURLToPath(new URL('./observe.js', import.meta.url));
const mark = 'the program has ended with';

/** The built program below a shell, as a user has it. */
export async function openProgram(sandbox: Sandbox, config: string): Promise<SoakedProgram> {
  const observed = join(sandbox.folder, 'observations.jsonl');
  const terminal = openPseudoTerminal({
    command: '/bin/sh',
    args: [
      '-c',
      `cd "$HOME" && "$@"; echo "${mark} $?"; stty -a; echo 'all said'`,
      'sh',
      node,
      program,
      '--config',
      config,
    ],
    env: {
      ...sandbox.env,
      NODE_OPTIONS: `--import ${observer}`,
      FLEETOP_OBSERVATIONS: observed,
      // A browser is not opened: the address is shown.
      SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22',
    },
    columns: 120,
    rows: 40,
  });
  const checked = createWrittenCheck();
  let newest = '';
  terminal.watch((text) => {
    checked.add(text);
    newest = (newest + text).slice(-64 * 1024);
  });
  await terminal.until((screen) => /Servers \d+\/\d+/.test(screen.text()), 20_000);
  const pid = Number(execFileSync('pgrep', ['-P', String(terminal.pid)], { encoding: 'utf8' }));
  return {
    ...terminal,
    checked,
    isRunning: () => existsSync(`/proc/${pid}/status`) && ending(newest) === null,
    isDrawing: () => newest.lastIndexOf('\u001b[?2026h') > newest.lastIndexOf('\u001b[?2026l'),
    sample: () => sampleOf(pid),
    signal: (name) => process.kill(pid, name),
    observations: () =>
      existsSync(observed)
        ? readFileSync(observed, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Observation)
        : [],
    ending: () => ending(newest),
  };
}

function ending(text: string): { readonly code: number; readonly settings: string } | null {
  const at = text.lastIndexOf(mark);
  if (at === -1 || !text.includes('all said', at)) return null;
  const settings = text.slice(at + mark.length);
  return { code: Number.parseInt(settings, 10), settings };
}

function sampleOf(pid: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const links = readdirSync(`/proc/${pid}/fd`).map((name) => targetOf(`/proc/${pid}/fd/${name}`));
  return {
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024,
    files: links.length,
    sockets: links.filter((target) => target.startsWith('socket:')).length,
  };
}

const targetOf = (link: string): string => {
  try {
    return readlinkSync(link);
  } catch {
    // Closed meanwhile.
    return '';
  }
};

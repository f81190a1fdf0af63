import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox } from '../../bench/sandbox.ts';
import { type RequestEntry, type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { type Chance, createChance } from './chance.ts';
import { type Chaos, createChaos } from './chaos.ts';
import { checkFrame, type FrameCounts } from './check-frame.ts';
import { type Gate, openGate } from './gate.ts';
import { answerTo, anyInput } from './inputs.ts';
import { growth } from './memory.ts';
import { type Observation, openProgram, type Sample, type SoakedProgram } from './program.ts';
import { type Intent, unexpected } from './requests.ts';

export type SoakOptions = {
  readonly seed: number;
  readonly seconds: number;
  /** Told how it goes, now and then. */
  readonly tell?: (line: string) => void;
};

export type SoakReport = {
  readonly seed: number;
  readonly seconds: number;
  readonly inputs: number;
  readonly resizes: number;
  readonly requests: number;
  readonly writes: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly frames: FrameCounts;
  readonly memory: {
    readonly firstMb: number;
    readonly lastMb: number;
    /** Share by which the resident memory grew after the warm-up, while keys were pressed: see {@link growth}. */
    readonly growth: number;
    /** Resident after a rest, without a collection of ours: after the warm-up and at the end; empty in a short run. */
    readonly restedMb: readonly number[];
    /** The same of the heap that survives a collection. */
    readonly liveGrowth: number;
  };
  /** While all was well: first after the warm-up, and last. */
  readonly calm: readonly Observation[];
  readonly samples: readonly Sample[];
  /** What must not be: empty after a good run. */
  readonly findings: readonly string[];
};

/** How long faults hold, an input may take, and how often the rest is looked at. */
const chaosMs = { min: 2_000, max: 9_000 };
const calmEveryMs = 60_000;
const sampleEveryMs = 1_000;
const framesEveryMs = 8_000;
/** A run of so many seconds has rests: a quarter of it through, and at its end. */
const leastSecondsForRests = 300;
/** Long enough for V8 to give back what it took for a burst. */
const restMs = 30_000;
const answerShare = 0.7;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The built program in a pseudo-terminal, before simulated providers with all their faults, with keys from a seed. */
export async function runSoak({ seed, seconds, tell = () => {} }: SoakOptions): Promise<SoakReport> {
  const chance = createChance(seed);
  const sandbox = createSandbox();
  const simulator = await startSimulator({ seed });
  const gate = await openGate(Number(new URL(simulator.url).port));
  const config = join(sandbox.folder, 'soak.yaml');
  writeFileSync(config, configOf(simulator, gate.port), { mode: 0o600 });
  const chaos = createChaos(chance, simulator, gate, config);
  const take = takeRequests(simulator);
  try {
    const program = await openProgram(sandbox, config);
    try {
      const pressed = await press(program, { chance, chaos, gate, seconds, tell, take });
      const { findings, ...figures } = pressed;
      await end(program, chance, findings);
      const state = join(sandbox.env['XDG_STATE_HOME'] ?? '', 'fleetop');
      findings.push(...crashReports(state));
      findings.push(...program.checked.forbidden().map((text) => `written: ${text}`));
      findings.push(...program.checked.unrestored().map((left) => `left on: ${left}`));
      const requests = take();
      const intents = intentsOf(state);
      findings.push(...unexpected(requests, intents, simulator.providers));
      return {
        seed,
        seconds,
        ...figures,
        requests: requests.length,
        writes: intents.length,
        faults: chaos.counts(),
        findings,
      };
    } finally {
      await program.close();
    }
  } finally {
    await gate.close();
    await simulator.close();
    sandbox.remove();
  }
}

const configOf = (simulator: Simulator, port: number): string =>
  `${simulator.configYaml().replaceAll(simulator.url, `http://127.0.0.1:${port}`)}
keys: { quit: ctrl+q }
mouse: true
notify: bell
thresholds: { cpu: 90, memory: 90, runwayDays: 7 }
protected: ["cyber/*"]
ssh: { command: [echo] }
`;

/** All requests so far: the simulator keeps only the newest. */
function takeRequests(simulator: Simulator): () => readonly RequestEntry[] {
  const all: RequestEntry[] = [];
  let last: RequestEntry | undefined;
  return () => {
    const kept = simulator.requests();
    const from = last === undefined ? 0 : kept.lastIndexOf(last) + 1;
    for (const entry of kept.slice(from)) all.push(entry);
    last = kept.at(-1);
    return all;
  };
}

type Press = {
  readonly chance: Chance;
  readonly chaos: Chaos;
  readonly gate: Gate;
  readonly seconds: number;
  readonly tell: (line: string) => void;
  readonly take: () => readonly RequestEntry[];
};

async function press(program: SoakedProgram, { chance, chaos, gate, seconds, tell, take }: Press) {
  const { screen } = program;
  const findings: string[] = [];
  const samples: Sample[] = [];
  const frames = { checked: 0, moved: 0, torn: 0, missed: 0 };
  const done = { inputs: 0, resizes: 0 };
  const restedMb: number[] = [];
  const startedAt = Date.now();
  const hasRests = seconds >= leastSecondsForRests;
  const rest = async () => {
    await chaos.calm();
    // As somebody leaves it: nothing is collected that V8 would not collect by itself.
    await closePages(program);
    await pause(restMs);
    restedMb.push(program.sample().rssMb);
  };
  const due = {
    rest: hasRests ? startedAt + seconds * 250 : Number.POSITIVE_INFINITY,
    chaos: startedAt,
    calm: startedAt + calmEveryMs,
    sample: startedAt,
    frame: startedAt + framesEveryMs,
  };
  for (let now = startedAt; now - startedAt < seconds * 1_000; now = Date.now()) {
    if (!program.isRunning()) {
      findings.push(`it ended by itself with ${program.ending()?.code}; the screen is:\n${screen.text()}`);
      break;
    }
    if (now >= due.sample) {
      due.sample = now + sampleEveryMs;
      samples.push(program.sample());
      take();
    }
    if (now >= due.calm) {
      await chaos.calm();
      await settle(program);
      tell(
        `${Math.round((now - startedAt) / 1_000)} s, ${done.inputs} inputs, ${JSON.stringify(program.observations().at(-1))}`,
      );
      due.calm = Date.now() + calmEveryMs;
      due.chaos = Date.now();
    }
    if (now >= due.rest) {
      due.rest = Number.POSITIVE_INFINITY;
      await rest();
      due.chaos = Date.now();
    }
    if (now >= due.chaos) {
      due.chaos = now + chance.between(chaosMs.min, chaosMs.max);
      await chaos.next();
    }
    // A connection that is refused is an answer, too, which no gate can hold back.
    if (now >= due.frame && gate.state() !== 'closed') {
      due.frame = now + framesEveryMs;
      findings.push(...(await checkFrame(program, gate, frames)));
    }
    if (chance.is(0.05)) {
      done.resizes += 1;
      program.resize(...sizeOf(chance));
    }
    await typeIn(program, chance);
    done.inputs += 1;
    await pause(chance.between(5, 90));
  }
  if (hasRests && program.isRunning()) await rest();
  await chaos.calm();
  await settle(program);
  if (program.isRunning()) findings.push(...(await checkFrame(program, gate, frames)));
  const resident = samples.map(({ rssMb }) => rssMb);
  const told = program.observations();
  const live = told.map(({ liveMb }) => liveMb);
  return {
    ...done,
    findings,
    frames,
    samples,
    memory: {
      firstMb: resident[Math.ceil(resident.length / 4)] ?? 0,
      lastMb: resident.at(-1) ?? 0,
      growth: growth(resident),
      restedMb,
      liveGrowth: growth(live),
    },
    calm: told,
  };
}

const sizeOf = (chance: Chance): readonly [columns: number, rows: number] =>
  chance.pick([
    [80, 24],
    [120, 40],
    [200, 60],
    [chance.between(20, 240), chance.between(6, 70)],
  ] as const);

/** Anything; an answer, where something is asked. What would leave the program is not run from a list. */
async function typeIn(program: SoakedProgram, chance: Chance): Promise<void> {
  const { screen } = program;
  const answer = answerTo(screen.text());
  if (answer !== null && chance.is(answerShare)) {
    // A question takes nothing that was typed before it can have been read, and nothing that comes in one piece.
    await pause(400);
    for (const key of answer) {
      program.write(key);
      await pause(20);
    }
    return;
  }
  for (const input of anyInput(chance, screen)) {
    const mayLeave = /[▸>] ?Leave|Leave\?/.test(screen.text()) && /[\ry]|\[</.test(input);
    program.write(mayLeave ? '\u001b' : input);
    await pause(30);
  }
}

async function closePages(program: SoakedProgram): Promise<void> {
  for (let layer = 0; layer < 6; layer += 1) {
    program.write('\u001b');
    await pause(60);
  }
}

/** All pages closed, nothing under way any more; then the process collects all it can, and tells what it has. */
async function settle(program: SoakedProgram): Promise<void> {
  await closePages(program);
  await pause(2_500);
  if (program.isRunning()) program.signal('SIGURG');
  await pause(200);
}

/** The ways out that a user has. */
async function end(program: SoakedProgram, chance: Chance, findings: string[]): Promise<void> {
  if (!program.isRunning()) return;
  const way = chance.pick([
    { name: 'Ctrl-C', go: () => program.write('\u0003'), code: 0 },
    { name: 'SIGTERM', go: () => program.signal('SIGTERM'), code: 143 },
    { name: 'SIGHUP', go: () => program.signal('SIGHUP'), code: 129 },
  ]);
  way.go();
  for (let waited = 0; program.ending() === null && waited < 10_000; waited += 50) await pause(50);
  const ending = program.ending();
  if (ending === null) findings.push(`it does not end after ${way.name}`);
  else if (ending.code !== way.code) findings.push(`after ${way.name} it ended with ${ending.code}`);
  for (const wanted of [/\sicanon\b/, /\secho\b/, /\sisig\b/])
    if (ending !== null && !wanted.test(ending.settings))
      findings.push(`the terminal has not ${wanted} back`);
}

const crashReports = (state: string): readonly string[] =>
  existsSync(state)
    ? readdirSync(state)
        .filter((name) => name.startsWith('crash-'))
        .map((name) => readFileSync(join(state, name), 'utf8'))
    : [];

const intentsOf = (state: string): readonly Intent[] =>
  readdirSync(state)
    .filter((name) => name.startsWith('journal'))
    .flatMap((name) => readFileSync(join(state, name), 'utf8').trim().split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Intent & { readonly type: string })
    .filter(({ type }) => type === 'intent');

import { describe, expect, test } from 'vitest';
import { createFollowLogs } from '../../src/actions/follow-logs.ts';
import { knownDeployments, rememberDeployment } from '../../src/actions/known-deployments.ts';
import { readDeployments } from '../../src/actions/read-deployments.ts';
import { lastGood } from '../../src/model/deployment.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import type { LogEvent, LogLine, TimelineEvent } from '../../src/model/log-line.ts';
import type { LogTarget } from '../../src/model/log-target.ts';
import { problem } from '../../src/model/problem.ts';
import { fail, type Result, succeed } from '../../src/model/result.ts';
import type { FollowOptions, Progress, Provider } from '../../src/providers/provider.ts';
import { createFakeProvider } from '../support/fake-provider.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { never } from '../support/provider.ts';
import { testApp, testServer } from '../support/resources.ts';

type Stream = {
  readonly tell: (event: LogEvent) => void;
  readonly open: () => void;
  readonly end: (result?: Result<void>) => void;
  readonly isOpen: () => boolean;
};

/** An app, or many, whose streams say what the test tells them to. */
function stage(names: readonly string[], members: Partial<Provider> = {}) {
  const clock = createManualClock();
  const streams = new Map<string, Stream>();
  const fake = createFakeProvider(clock, {
    members: () => ({
      followLog: (app, { onOpen }: FollowOptions, onEvent, signal) =>
        new Promise((resolve) => {
          let isOpen = true;
          const end = (result: Result<void> = succeed(undefined)) => {
            isOpen = false;
            resolve(result);
          };
          signal.addEventListener('abort', () => end());
          streams.set(app.id, { tell: onEvent, open: () => onOpen?.(), end, isOpen: () => isOpen });
        }),
      ...members,
    }),
  });
  const targets = names.map(
    (id): LogTarget => ({
      kind: 'app',
      resource: testApp({ provider: 'acme', id, name: id }),
      deploymentId: null,
    }),
  );
  return { clock, streams, fake, targets };
}

type Stage = ReturnType<typeof stage>;

function start(
  { clock, fake, targets }: Pick<Stage, 'clock' | 'fake' | 'targets'>,
  silenceMs: number | null = null,
  signal = never,
) {
  const batches: (readonly TimelineEvent[])[] = [];
  const emitted: FleetEvent[] = [];
  const follow = createFollowLogs({
    providers: [fake.connected],
    clock,
    emit: (event) => emitted.push(event),
  });
  let isOver = false;
  const done = follow(targets, { frameMs: 50, silenceMs }, (events) => batches.push(events), signal).then(
    () => {
      isOver = true;
    },
  );
  const rows = () =>
    batches.flat().flatMap((event) => {
      if (event.type === 'entries')
        return event.entries.map(({ ref, kind, line }) => `${ref} ${kind}: ${line}`);
      if (event.type === 'failed') return [`${event.ref} failed: ${event.problem.message}`];
      return [`${event.ref} ended: ${event.status} ${event.deploymentId} ${event.row?.line ?? '(silent)'}`];
    });
  return { batches, emitted, rows, done, isOver: () => isOver };
}

const line = (text: string, at: number | null, deploymentId: string | null = null): LogLine => ({
  at,
  line: text,
  deploymentId,
  source: null,
});
const lines = (...all: readonly LogLine[]): LogEvent => ({ type: 'lines', lines: all });

const streamOf = ({ streams }: Stage, id: string): Stream => {
  const found = streams.get(id);
  if (found === undefined) throw new Error(`${id} is not followed`);
  return found;
};

describe('several logs', () => {
  test('come out once a frame, in the order of time, each with its reference', async () => {
    const scene = stage(['a', 'b']);
    const { batches, rows } = start(scene);
    const [a, b] = [streamOf(scene, 'a'), streamOf(scene, 'b')];
    const now = scene.clock.now();
    a.tell(lines(line('a1', now + 1), line('a3', now + 3)));
    for (let turn = 0; turn < 100; turn += 1) b.tell(lines(line('b2', now + 2)));
    a.tell(lines(line('no time', null)));
    b.tell({ type: 'gap' });
    await scene.clock.advance(49);
    expect(batches).toHaveLength(0);
    await scene.clock.advance(1);
    expect(batches).toHaveLength(1);
    const told = rows();
    expect(told[0]).toBe('acme/a line: a1');
    expect(told.slice(1, 101).every((row) => row === 'acme/b line: b2')).toBe(true);
    expect(told.slice(101)).toEqual([
      'acme/b mark: lines may be missing here',
      'acme/a line: a3',
      'acme/a line: no time',
    ]);
    await scene.clock.advance(1_000);
    expect(batches).toHaveLength(1);
  });

  test('one that fails or ends does not end the others', async () => {
    const scene = stage(['a', 'b']);
    const { rows, isOver, done } = start(scene);
    streamOf(scene, 'a').end(fail(problem('network', 'gone', { provider: 'acme' })));
    streamOf(scene, 'b').tell(lines(line('b1', null)));
    await scene.clock.advance(50);
    expect(isOver()).toBe(false);
    streamOf(scene, 'b').tell({ type: 'done', status: 'running' });
    streamOf(scene, 'b').end();
    await done;
    expect(rows()).toEqual([
      'acme/b line: b1',
      'acme/a failed: gone',
      'acme/b ended: running null the deployment has ended: running',
    ]);
  });

  test('20 at once', async () => {
    const scene = stage(Array.from({ length: 20 }, (_, index) => `app-${index}`));
    const { batches, rows } = start(scene);
    for (const stream of scene.streams.values()) stream.tell(lines(line('x', null)));
    await scene.clock.advance(50);
    expect(rows()).toHaveLength(20);
    expect(batches).toHaveLength(1);
  });

  test('after the signal nothing is told, and everything ends', async () => {
    const scene = stage(['a']);
    const abort = new AbortController();
    const { batches, done } = start(scene, null, abort.signal);
    streamOf(scene, 'a').tell(lines(line('late', null)));
    abort.abort();
    await done;
    await scene.clock.advance(1_000);
    expect(batches).toEqual([]);
    expect(scene.clock.sleepers()).toBe(0);
  });
});

describe('silence', () => {
  test('counts from when the provider answers, begins anew with each line, and ends only that log', async () => {
    const scene = stage(['a', 'b']);
    const { rows, isOver, done } = start(scene, 2_000);
    const [a, b] = [streamOf(scene, 'a'), streamOf(scene, 'b')];
    await scene.clock.advance(10_000);
    expect([a.isOpen(), b.isOpen()]).toEqual([true, true]);
    a.open();
    b.open();
    await scene.clock.advance(1_500);
    a.tell(lines(line('a1', null)));
    await scene.clock.advance(1_500);
    expect([a.isOpen(), b.isOpen(), isOver()]).toEqual([true, false, false]);
    await scene.clock.advance(500);
    await done;
    expect(rows()).toEqual([
      'acme/a line: a1',
      'acme/b ended: null null (silent)',
      'acme/a ended: null null (silent)',
    ]);
    expect(scene.clock.sleepers()).toBe(0);
  });
});

test('a silence lasts as long as it does, whatever the clock is set to', async () => {
  const scene = stage(['a']);
  const { isOver, done } = start(scene, 2_000);
  streamOf(scene, 'a').open();
  await scene.clock.advance(1_000);
  scene.clock.jump(-3_600_000);
  await scene.clock.advance(1_100);
  expect(isOver()).toBe(true);
  await done;
});

describe('a provider without a log', () => {
  test.each([
    { name: "its vendor's sentence", lacks: { logs: 'Acme has no logs' }, says: 'Acme has no logs' },
    { name: 'a sentence of ours', lacks: {}, says: 'acme has no logs of its apps in its API' },
  ])('$name', async ({ lacks, says }) => {
    const { clock, fake, targets } = stage(['a']);
    const { followLog: _, ...provider } = fake.connected.provider;
    const without = { ...fake, connected: { ...fake.connected, lacks, provider } };
    const { rows, batches, done } = start({ clock, fake: without, targets });
    await done;
    expect(rows()).toEqual([`acme/a failed: ${says}`]);
    expect(batches[0]?.[0]).toMatchObject({ problem: { code: 'unsupported', provider: 'acme' } });
  });
});

describe('a server that is being set up', () => {
  const progress = (rest: Partial<Progress>): Result<Progress> =>
    succeed({ state: 'running', percent: null, task: null, tasks: [], message: null, ...rest });
  const task = (name: string, status: string) => ({ name, status });

  async function watch(readings: readonly Result<Progress>[], clock: ManualClock = createManualClock()) {
    let turn = 0;
    const fake = createFakeProvider(clock, {
      members: () => ({
        readProgress: async () => {
          const reading = readings[Math.min(turn, readings.length - 1)];
          turn += 1;
          return reading ?? progress({});
        },
      }),
    });
    const resource = testServer({ provider: 'acme', id: 's', status: 'provisioning' });
    const run = start({ clock, fake, targets: [{ kind: 'server', resource, deploymentId: null }] });
    await clock.advance(120_000);
    return run;
  }

  test('each change of a task is an event of its own', async () => {
    const { rows } = await watch([
      progress({
        task: 'create_vm',
        tasks: [
          task('allocate_ip', 'completed'),
          task('create_vm', 'in_progress'),
          task('finalize', 'pending'),
        ],
      }),
      fail(problem('network', 'gone')),
      progress({
        task: 'finalize',
        tasks: [task('allocate_ip', 'completed'), task('create_vm', 'completed')],
      }),
      progress({ state: 'succeeded' }),
    ]);
    expect(rows()).toEqual([
      'acme/s event: task allocate_ip: completed',
      'acme/s event: task create_vm: in_progress',
      'acme/s event: task create_vm: completed',
      'acme/s event: task finalize: in_progress',
      'acme/s ended: running null the deployment has ended: running',
    ]);
  });

  test('a failure is told with what the provider says of it', async () => {
    const { rows } = await watch([progress({ state: 'failed', message: 'no address is free' })]);
    expect(rows()).toEqual([
      'acme/s event: no address is free',
      'acme/s ended: failed null the deployment has ended: failed',
    ]);
  });
});

describe('the end of a deployment', () => {
  const ended = async (
    scene: Stage,
    {
      status,
      deploymentId = null,
      afterMs = 5_000,
      told = [],
    }: {
      status: string | null;
      deploymentId?: string | null;
      afterMs?: number;
      told?: readonly LogLine[];
    },
  ) => {
    const targets = scene.targets.map((target) => ({ ...target, deploymentId }));
    const run = start({ ...scene, targets });
    const stream = streamOf(scene, 'a');
    if (told.length > 0) stream.tell(lines(...told));
    await scene.clock.advance(afterMs);
    stream.tell({ type: 'done', status });
    stream.end();
    await run.done;
    return { ...run, known: knownDeployments(scene.fake.connected.memory, 'acme/a') };
  };

  test('is remembered under the id that was chosen, from when its first line says it began', async () => {
    const { known, emitted, rows } = await ended(stage(['a']), {
      status: 'running',
      deploymentId: 'dep_1',
      told: [line('begin', 1_000, 'dep_1')],
    });
    expect(known).toEqual([{ id: 'dep_1', app: 'acme/a', status: 'running', at: 1_000 }]);
    expect(emitted).toMatchObject([
      {
        type: 'deployment-ended',
        end: { ref: 'acme/a', name: 'a', deploymentId: 'dep_1', status: 'running', isGood: true },
      },
    ]);
    expect(rows().at(-1)).toBe('acme/a ended: running dep_1 deployment dep_1 has ended: running');
  });

  test('without an id it is that of the newest known one that is under way', async () => {
    const scene = stage(['a']);
    const { memory } = scene.fake.connected;
    const now = scene.clock.now();
    rememberDeployment(memory, { id: 'dep_0', app: 'acme/a', status: 'running', at: now - 9_000 });
    rememberDeployment(memory, { id: 'dep_1', app: 'acme/a', status: 'building', at: now - 1_000 });
    const { known, emitted } = await ended(scene, { status: 'build_failed', afterMs: 10 });
    expect(known.map(({ id, status }) => [id, status])).toEqual([
      ['dep_1', 'failed'],
      ['dep_0', 'running'],
    ]);
    expect(emitted).toMatchObject([{ end: { deploymentId: 'dep_1', isGood: false } }]);
  });

  test('of one that began elsewhere there is no id, and nothing is remembered', async () => {
    const scene = stage(['a']);
    rememberDeployment(scene.fake.connected.memory, { id: 'dep_0', app: 'acme/a', status: 'running', at: 1 });
    const { known, emitted } = await ended(scene, { status: 'failed' });
    expect(known.map(({ id, status }) => [id, status])).toEqual([['dep_0', 'running']]);
    expect(emitted).toMatchObject([{ end: { deploymentId: null, isGood: false } }]);
  });

  test.each([
    { name: 'one that ended long ago', status: 'failed', afterMs: 100 },
    { name: 'an app that was stopped', status: 'stopped', afterMs: 5_000 },
    { name: 'an end nobody knows of', status: null, afterMs: 5_000 },
  ])('$name is no news', async ({ status, afterMs }) => {
    expect((await ended(stage(['a']), { status, afterMs })).emitted).toEqual([]);
  });

  test('so a rollback without an id finds the last good one', async () => {
    const scene = stage(['a']);
    for (const [id, status] of [
      ['dep_1', 'running'],
      ['dep_2', 'running'],
      ['dep_3', 'failed'],
    ] as const) {
      await ended(scene, { status, deploymentId: id });
      await scene.clock.advance(60_000);
    }
    const { rows } = await readDeployments(
      scene.fake.connected,
      testApp({ provider: 'acme', id: 'a' }),
      never,
    );
    expect(lastGood(rows)?.id).toBe('dep_1');
  });
});

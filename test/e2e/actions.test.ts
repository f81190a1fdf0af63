import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type FakeServer, pressUntil, sent, startSparrow, three } from '../support/moving-sparrow.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

async function openOn(
  config: string,
  words: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<TestTerminal> {
  const terminal = openTerminal(words, { config, env });
  await terminal.waitFor(/Servers 1\/3/);
  return terminal;
}

const isClosed = (text: string): boolean => !/Confirm/.test(text);

describe('a question in a terminal', () => {
  test('Enter, n and Esc send nothing; neither does what was typed ahead', async () => {
    const { api, config } = await startSparrow(three());
    const terminal = await openOn(config);
    for (const answer of ['\r', 'n', '\u001b']) {
      terminal.write('R');
      await terminal.waitFor(/Reboot alpha\.example\.com\?/);
      terminal.write(answer);
      await terminal.waitFor(isClosed);
    }
    terminal.write('Ry');
    await terminal.waitFor(/Reboot alpha/);
    terminal.write('\u001b');
    await terminal.waitFor(isClosed);
    expect(sent(api)).toEqual([]);
  });

  test('a key held down accepts nothing', async () => {
    const { api, config } = await startSparrow(three());
    const terminal = await openOn(config);
    terminal.write('R');
    await terminal.waitFor(/Reboot alpha/);
    for (let repeat = 0; repeat < 50; repeat += 1) {
      terminal.write(repeat % 10 === 9 ? 'yyyy' : 'y');
      await delay(25);
    }
    expect(terminal.text()).toMatch(/Reboot alpha/);
    terminal.write('\u001b');
    await terminal.waitFor(isClosed);
    expect(sent(api)).toEqual([]);
  });

  test('the list is sorted anew meanwhile, and the action still goes to what was selected, once', async () => {
    const servers = three();
    const { api, config } = await startSparrow(servers);
    const terminal = await openOn(config);
    terminal.write('j');
    await terminal.waitFor(/▸● running +beta/);
    terminal.write('R');
    await terminal.waitFor(/Reboot beta\.example\.com\?/);
    const polls = () => api.requests.filter(({ path }) => path === '/api/v1/servers').length;
    servers.splice(0, 1);
    servers.push(
      { id: 'id-zero', name: '0-first', status: 'running' },
      { id: 'id-one', name: 'a-second', status: 'running' },
    );
    const before = polls();
    await terminal.waitFor(() => polls() > before + 1);
    await pressUntil(terminal, 'y', isClosed);
    await terminal.waitFor(/reboot beta\.example\.com: (initiated|running)/);
    expect(sent(api)).toEqual([
      { method: 'POST', path: '/api/v1/servers/id-beta/actions', body: '{"action":"reboot"}' },
    ]);
  });

  test.each([
    {
      name: 'another state',
      change: (server: FakeServer) => (server.status = 'stopped'),
      says: /is now stopped, not running/,
    },
    {
      name: 'another name',
      change: (server: FakeServer) => (server.name = 'other.example.com'),
      says: /is now called other/,
    },
  ])('$name when it is read again: refused', async ({ change, says }) => {
    const servers = three();
    const { api, config } = await startSparrow(servers);
    const terminal = await openOn(config);
    terminal.write('R');
    await terminal.waitFor(/Reboot alpha/);
    const [alpha] = servers;
    if (alpha !== undefined) change(alpha);
    await pressUntil(terminal, 'y', isClosed);
    await terminal.waitFor(says);
    expect(sent(api)).toEqual([]);
  });

  test('a power cut wants the short name, several targets want their number', async () => {
    const { api, config } = await startSparrow(three());
    const terminal = await openOn(config);
    terminal.write('X');
    await terminal.waitFor(/Stop \(power cut\) alpha/);
    await pressUntil(terminal, '\r', (text) => /Type alpha to go on/.test(text));
    expect(sent(api)).toEqual([]);
    terminal.write('\u001b');
    await terminal.waitFor(isClosed);
    terminal.write('  ');
    await terminal.waitFor(/2 marked/);
    terminal.write('H');
    await terminal.waitFor(/Shutdown 2 targets\?/);
    await pressUntil(terminal, '2', (text) => / > 2/.test(text));
    await pressUntil(terminal, '\r', isClosed);
    await terminal.waitFor(() => sent(api).length === 2);
    expect(sent(api).map(({ path }) => path)).toEqual([
      '/api/v1/servers/id-alpha/actions',
      '/api/v1/servers/id-beta/actions',
    ]);
  });

  test('read-only and the lock stop every verb', async () => {
    const { api, config } = await startSparrow(three());
    const readOnly = await openOn(config, ['--read-only']);
    readOnly.write('R');
    await readOnly.waitFor(/Started read-only/);
    readOnly.write('q');
    await readOnly.ended();
    const locked = await openOn(config);
    locked.write('W');
    await locked.waitFor(/LOCKED/);
    locked.write('U');
    await locked.waitFor(/press W to unlock/);
    expect(sent(api)).toEqual([]);
  });
});

test('killed while a request hangs: the intent is on disk, and the next start says that the outcome is unknown', async () => {
  const state = makeFolder();
  let hung = 0;
  const { api, config } = await startSparrow(three(), () => {
    hung += 1;
  });
  const terminal = await openOn(config, [], { XDG_STATE_HOME: state });
  terminal.write('R');
  await terminal.waitFor(/Reboot alpha/);
  await pressUntil(terminal, 'y', isClosed);
  await terminal.waitFor(() => hung === 1);
  const [line = '{}'] = readFileSync(`${state}/fleetop/journal.jsonl`, 'utf8').split('\n');
  expect(JSON.parse(line)).toMatchObject({
    v: 1,
    type: 'intent',
    provider: 'sparrow',
    target: 'sparrow/id-alpha',
    name: 'alpha.example.com',
    action: 'reboot',
    stateBefore: 'running',
  });
  await terminal.signal('SIGKILL');
  await terminal.ended();
  const next = await openOn(config, [], { XDG_STATE_HOME: state });
  next.write('6z');
  await next.waitFor(/\? reboot +alpha\.example\.com +unknown +it is running now; outcome unknown/);
  expect(sent(api)).toHaveLength(1);
});

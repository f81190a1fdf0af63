import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { expectRestored } from '../support/restored.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { openTerminal, type TerminalOptions, type TestTerminal } from '../support/terminal.ts';
import { unrestored } from '../support/terminal-sequences.ts';

async function openDemo(options: TerminalOptions = {}): Promise<TestTerminal> {
  const terminal = openTerminal(['--demo'], { columns: 80, rows: 24, ...options });
  await terminal.waitFor(/Servers 1\/40/);
  return terminal;
}

/** The program with a few lines of ours run before it: `SIGURG` lets the fault happen. */
function withFault(code: string): TerminalOptions {
  const path = join(makeFolder(), 'fault.mjs');
  writeFileSync(path, code);
  return { env: { NODE_OPTIONS: `--import ${path}` } };
}

const crashReports = ({ stateFolder }: TestTerminal): readonly string[] =>
  readdirSync(stateFolder)
    .filter((name) => name.startsWith('crash-'))
    .map((name) => join(stateFolder, name));

describe('the terminal is as it was', () => {
  test.each([
    { name: 'after q', end: (terminal: TestTerminal) => terminal.write('q'), code: 0 },
    { name: 'after Ctrl-C', end: (terminal: TestTerminal) => terminal.write('\u0003'), code: 0 },
    { name: 'after SIGINT', end: (terminal: TestTerminal) => terminal.signal('SIGINT'), code: 130 },
    { name: 'after SIGTERM', end: (terminal: TestTerminal) => terminal.signal('SIGTERM'), code: 143 },
    { name: 'after SIGHUP', end: (terminal: TestTerminal) => terminal.signal('SIGHUP'), code: 129 },
    { name: 'after SIGQUIT', end: (terminal: TestTerminal) => terminal.signal('SIGQUIT'), code: 131 },
    { name: 'after SIGUSR2', end: (terminal: TestTerminal) => terminal.signal('SIGUSR2'), code: 140 },
    { name: 'after SIGXCPU', end: (terminal: TestTerminal) => terminal.signal('SIGXCPU'), code: 152 },
    { name: 'after SIGABRT', end: (terminal: TestTerminal) => terminal.signal('SIGABRT'), code: 134 },
    { name: 'after SIGIO', end: (terminal: TestTerminal) => terminal.signal('SIGIO'), code: 157 },
  ])('$name', async ({ end, code }) => {
    const terminal = await openDemo();
    await end(terminal);
    await expectRestored(terminal, code);
  });

  test('SIGUSR1 opens no debugger and writes nothing', async () => {
    const terminal = await openDemo();
    await terminal.signal('SIGUSR1');
    terminal.write('j');
    await terminal.waitFor(/Servers 2\/40/);
    expect(terminal.raw()).not.toMatch(/debugger/i);
    terminal.write('q');
    await expectRestored(terminal, 0);
  });

  test('after SIGTERM with the details page open', async () => {
    const terminal = await openDemo();
    terminal.write('d');
    await terminal.waitFor(/╭─ d \S+/);
    await terminal.signal('SIGTERM');
    await expectRestored(terminal, 143);
  });

  test('while a shell has stopped it, by Ctrl-Z or by the signal, and whole again when it goes on', async () => {
    for (const stop of [
      (terminal: TestTerminal) => terminal.write('\u001a'),
      (terminal: TestTerminal) => terminal.signal('SIGTSTP'),
    ]) {
      const terminal = await openDemo({ hasJobControl: true });
      await stop(terminal);
      await terminal.waitFor(/Enter goes on/);
      expect(terminal.isAlternateScreen()).toBe(false);
      expect(unrestored(terminal.raw())).toEqual([]);
      terminal.write('\r');
      await terminal.waitFor(/Servers 1\/40/);
      expect(unrestored(terminal.raw())).toContain('mode ?1049');
      terminal.write('j');
      await terminal.waitFor(/Servers 2\/40/);
      terminal.write('q');
      await expectRestored(terminal, 0);
    }
  });

  test('after something else stopped it, it draws all anew', async () => {
    const terminal = await openDemo();
    await terminal.signal('SIGSTOP');
    const before = terminal.raw().length;
    await terminal.signal('SIGCONT');
    await terminal.waitFor(() => /Servers/.test(terminal.raw().slice(before)));
    terminal.write('j');
    await terminal.waitFor(/Servers 2\/40/);
    terminal.write('q');
    await expectRestored(terminal, 0);
  });
});

describe('what nobody expected', () => {
  const secret = 'sk-planted-4417-in-the-environment';

  test.each([
    {
      name: 'an exception',
      fault: "process.on('SIGURG', () => { throw new Error('it broke on ' + process.env.MY_TOKEN) })",
    },
    {
      name: 'a rejection that nobody handles',
      fault:
        "process.on('SIGURG', () => { Promise.reject(new Error('it broke on ' + process.env.MY_TOKEN)) })",
    },
  ])('$name: one line with the path of a report, without secrets', async ({ fault }) => {
    const options = withFault(fault);
    const terminal = await openDemo({ columns: 240, env: { ...options.env, MY_TOKEN: secret } });
    await terminal.signal('SIGURG');
    await expectRestored(terminal, 1);
    const [path = '', ...more] = crashReports(terminal);
    expect(more).toEqual([]);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(/^fleetop \S+ failed at 20/);
    expect(text).toMatch(/Error: it broke on \*\*\*/);
    expect(text).toMatch(/command: fleetop --demo/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(terminal.text()).toContain('fleetop failed: it broke on ***');
    expect(terminal.text().replaceAll('\n', '')).toContain(path);
    expect(terminal.raw() + text).not.toContain(secret);
  });
});

test('out of file handles: providers say so, the screen lives on', async () => {
  const simulator = await startSimulator({ servers: 10 });
  const terminal = openTerminal([], {
    columns: 200,
    rows: 40,
    before: 'ulimit -n 27;',
    config: simulator.configYaml(),
  });
  await terminal.waitFor(/EMFILE|out of file handles/);
  terminal.write('?');
  await terminal.waitFor(/Refresh everything/);
  terminal.write('q');
  await expectRestored(terminal, 0);
  expect(terminal.raw()).not.toContain('fleetop failed');
  await simulator.close();
});

test('a full disk: what changes something is refused with the reason, reading goes on', async () => {
  const full = `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { closeSync, openSync, writeSync } = fs;
    const journals = new Set();
    fs.openSync = (path, ...rest) => {
      const descriptor = openSync(path, ...rest);
      if (/journal/.test(path)) journals.add(descriptor);
      return descriptor;
    };
    fs.closeSync = (descriptor) => {
      journals.delete(descriptor);
      closeSync(descriptor);
    };
    fs.writeSync = (descriptor, ...rest) => {
      if (journals.has(descriptor)) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      return writeSync(descriptor, ...rest);
    };
    syncBuiltinESMExports();`;
  const terminal = await openDemo({ columns: 200, rows: 50, ...withFault(full) });
  terminal.write('R');
  await terminal.waitFor(/Reboot api-1\?/);
  // What is typed before the question can have been read is no answer.
  await delay(1_000);
  terminal.write('y');
  await terminal.waitFor(/journal \S+ cannot be written \(ENOSPC\)/);
  terminal.write('2r');
  await terminal.waitFor(/2 Apps 1\/30/);
  terminal.write('q');
  await expectRestored(terminal, 0);
});

describe('the screen begins in the first cell', () => {
  test('whatever stands in the line it is started in, and whatever another program leaves behind', async () => {
    const simulator = await startSimulator();
    const terminal = openTerminal([], {
      columns: 80,
      rows: 24,
      before: 'printf "no end of line";',
      config: `${simulator.configYaml()}ssh: { command: [printf, "%s without an end"] }\n`,
    });
    await terminal.waitFor(/^ fleetop[\s\S]*Servers 1\/40/);
    terminal.write('s');
    // Once in what is told of it, then by itself.
    await terminal.waitFor(() => {
      const [, , ...after] = terminal.raw().split('without an end');
      return after.join('').includes('?1049h');
    });
    await terminal.waitFor(/^ fleetop[\s\S]*Servers 1\/40/);
    terminal.write('q');
    expect((await terminal.ended()).code).toBe(0);
    expect(unrestored(terminal.raw())).toEqual([]);
    await simulator.close();
  });

  test('all is drawn anew in a window that was made smaller and as large again before anybody looked', async () => {
    const terminal = await openDemo();
    terminal.resize(80, 10);
    terminal.resize(80, 24);
    await terminal.waitFor(/^ fleetop[\s\S]*\n .*quit/);
    terminal.write('q');
    await expectRestored(terminal, 0);
  });
});

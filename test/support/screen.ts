import { Console } from 'node:console';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import { createEmulator } from '../../scripts/emulator.ts';
import type { ConfigFilePort, FleetPorts, MachinePorts, Themes } from '../../src/commands/ports.ts';
import type { FleetEvent, ProviderIdentity } from '../../src/model/fleet-event.ts';
import type { ProgramEnd } from '../../src/model/machine.ts';
import type { Notify } from '../../src/model/notify.ts';
import { problem } from '../../src/model/problem.ts';
import { fail, succeed } from '../../src/model/result.ts';
import type { Thresholds } from '../../src/model/thresholds.ts';
import { openAssets } from '../../src/runtime/assets.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { createFleetStore, type FleetStore } from '../../src/store/fleet-store.ts';
import { createRowSelectors } from '../../src/store/rows.ts';
import { defaultSettings } from '../../src/store/settings.ts';
import { initialView, type ViewState } from '../../src/store/view-state.ts';
import { createViewStore, type ViewStore } from '../../src/store/view-store.ts';
import { createTerminalInput } from '../../src/ui/input/terminal-input.ts';
import { showDashboard } from '../../src/ui/show-dashboard.tsx';
import { chooseTheme, themeWorldOf } from '../../src/ui/theme/choose-theme.ts';
import { createThemes } from '../../src/ui/theme/create-themes.ts';
import { createThemeStore } from '../../src/ui/theme/theme-store.ts';
import { FakeInput, FakeOutput } from './fake-terminal.ts';

export const themesFolder = fileURLToPath(new URL('../../themes', import.meta.url));
export const themeFiles = openAssets('themes', '.yaml', new URL('../../themes/', import.meta.url));

export type ScreenOptions = {
  readonly columns?: number;
  readonly rows?: number;
  readonly providers: readonly ProviderIdentity[];
  /** What polling has told before the first frame. */
  readonly events?: readonly FleetEvent[];
  readonly view?: Partial<ViewState>;
  readonly ports?: Partial<FleetPorts>;
  readonly machine?: Partial<MachinePorts>;
  /** How a program ends that is given the terminal. */
  readonly programEnd?: ProgramEnd | Promise<ProgramEnd>;
  readonly onRest?: () => void;
  readonly env?: Readonly<Record<string, string>>;
  readonly theme?: string;
  readonly isReadOnly?: boolean;
  readonly thresholds?: Thresholds;
  readonly notify?: Notify;
  readonly configFile?: ConfigFilePort;
};

export type TestScreen = {
  /** What the screen shows, a string a row without the spaces at its end. */
  readonly lines: () => readonly string[];
  readonly text: () => string;
  /** Everything written so far, with its control sequences. */
  readonly raw: () => string;
  readonly press: (input: string) => void;
  readonly emit: (event: FleetEvent) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly waitFor: (wanted: RegExp | ((text: string) => boolean)) => Promise<string>;
  readonly view: ViewStore;
  readonly fleet: FleetStore;
  readonly themes: Themes;
  /** Names of the ports that were used, in order. */
  readonly asked: readonly string[];
  /** What broke a part of the screen. */
  readonly faults: readonly unknown[];
  readonly done: Promise<void>;
  readonly close: () => Promise<void>;
};

const longestWaitMs = 5_000;

/** When the screens of tests are looked at. */
export const screenTime = Date.parse('2026-11-01T12:00:00Z');

/** The dashboard on a terminal of this process, without providers behind it: what it knows, it is told by events. */
export async function openScreen(options: ScreenOptions): Promise<TestScreen> {
  const { columns = 80, rows = 24 } = options;
  // Ink makes a console of its own; the one that Vitest puts in place lacks the constructor.
  Object.assign(console, { Console });
  const env = options.env ?? { COLORTERM: 'truecolor' };
  const { theme } = await chooseTheme(options.theme ?? 'midnight', themeFiles, env);
  const worn = createThemeStore(theme);
  const { fleet, emit } = createFleetStore(options.providers, options.thresholds);
  for (const event of options.events ?? []) emit(event);
  const view = createViewStore({
    ...initialView(columns, rows, screenTime, null),
    settings: { ...defaultSettings, theme: options.theme ?? 'midnight' },
    isReadOnly: options.isReadOnly ?? false,
    notify: options.notify ?? 'off',
    ...options.view,
  });
  const themes = createThemes(themeWorldOf(themeFiles, env), worn, view);
  const asked: string[] = [];
  const faults: unknown[] = [];
  const ports: FleetPorts = {
    refresh: (list) => void asked.push(`refresh ${list ?? 'everything'}`),
    setPaused: (isPaused) => void asked.push(`pause ${isPaused}`),
    reconsider: () => {},
    describe: async ({ provider }) => {
      asked.push(`describe ${provider}`);
      return fail(problem('not-found', 'there is no such resource', { provider }));
    },
    followLogs: async () => {},
    deployments: async () => succeed([]),
    carryOut: (requests, { keepGoing }) =>
      void asked.push(`carry out ${requests.length}${keepGoing ? ' whatever fails' : ''}`),
    isProtected: () => false,
    setLocked: (isLocked) => void asked.push(`lock ${isLocked}`),
    ...options.ports,
  };
  const terminal = createEmulator({ columns, rows });
  let raw = '';
  const stdout = new FakeOutput(columns, rows, (text) => {
    raw += text;
    // A real terminal's driver returns the carriage at each line end.
    terminal.write(text.replaceAll(/\r?\n/g, '\r\n'));
  });
  const stdin = new FakeInput();
  // Ink asks no more of a terminal than these two have.
  const input = createTerminalInput(stdin as unknown as NodeJS.ReadStream, stillClock);
  const dashboard = showDashboard({
    terminal: {
      stdin: input.stdin,
      reports: input,
      stdout: stdout as unknown as NodeJS.WriteStream,
      stderr: new FakeOutput(columns, rows, () => {}) as unknown as NodeJS.WriteStream,
      job: { stop: async () => {}, watch: () => () => {} },
      runProgram: async (words) => {
        asked.push(`run ${words.join(' ')}`);
        return options.programEnd ?? { type: 'exited', code: 0, lastLine: '' };
      },
    },
    machine: {
      copy: (text) => {
        asked.push(`copy ${text}`);
        return 'sent';
      },
      openUrl: async (url) => {
        asked.push(`open ${url}`);
        return { type: 'opened' };
      },
      saveFile: async (name, pieces) => {
        asked.push(`save ${name}: ${[...pieces].join('')}`);
        return succeed(`/home/ops/${name}`);
      },
      ...options.machine,
    },
    onFault: (error) => void faults.push(error),
    onRest: options.onRest ?? (() => {}),
    fleet,
    view,
    selectors: createRowSelectors(view.getState),
    ports,
    worn,
    themes,
    clock: stillClock,
    configFile: () => options.configFile ?? null,
  });
  onTestFinished(async () => {
    await dashboard.close();
    terminal.dispose();
  });
  const lines = () => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
  };
  const text = () => lines().join('\n');
  return {
    lines,
    text,
    raw: () => raw,
    press: (input) => stdin.give(input),
    emit,
    resize: (nextColumns, nextRows) => {
      terminal.resize(nextColumns, nextRows);
      stdout.resize(nextColumns, nextRows);
    },
    waitFor: async (wanted) => {
      const matches = typeof wanted === 'function' ? wanted : (shown: string) => wanted.test(shown);
      const deadline = performance.now() + longestWaitMs;
      for (;;) {
        await new Promise<void>((resolve) => terminal.write('', resolve));
        if (matches(text())) return text();
        if (performance.now() > deadline) throw new Error(`never saw ${wanted}; the screen is:\n${text()}`);
        await delay(5);
      }
    },
    view,
    fleet,
    themes,
    asked,
    faults,
    done: dashboard.done,
    close: dashboard.close,
  };
}

/** The lines of the first frame as they were written, whatever a terminal makes of their widths. */
export const writtenLines = (raw: string): readonly string[] =>
  stripVTControlCharacters(raw).replace(/\n$/, '').split(/\r?\n/);

/** Time stands still; what rests for a moment goes on in the next turn, the clock's tick never comes. */
const stillClock: Clock = {
  now: () => screenTime,
  elapsed: () => screenTime,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (ms < 1_000) setImmediate(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    }),
};

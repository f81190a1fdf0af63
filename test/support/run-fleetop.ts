import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const builtProgram = fileURLToPath(new URL('../../dist/fleetop.js', import.meta.url));

export type Finished = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type RunOptions = {
  /** Text of the configuration file. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Home folder; a new one is made otherwise. */
  readonly home?: string;
};

/** The built program with its own home folder and nothing of this environment; it ends with the test. */
export function startFleetop(words: readonly string[], options: RunOptions = {}): ChildProcess {
  const home = options.home ?? makeFolder();
  const env: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' };
  if (options.config !== undefined) env['FLEETOP_CONFIG'] = writeConfig(home, options.config);
  const child = spawn(process.execPath, [builtProgram, ...words], {
    env: { ...env, ...options.env },
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

export async function runFleetop(words: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = startFleetop(words, options);
  const [stdout, stderr, code] = await Promise.all([
    readAll(child.stdout),
    readAll(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { code, stdout, stderr };
}

/** Waits until what the stream gave matches; rejects when it ends without. */
export async function waitForText(stream: NodeJS.ReadableStream | null, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of stream?.setEncoding('utf8') ?? []) {
    text += String(chunk);
    if (pattern.test(text)) return text;
  }
  throw new Error(`ended without ${pattern}: ${text}`);
}

export const closed = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on('close', resolve));

/** A folder that goes with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fleetop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeConfig(folder: string, text: string, mode = 0o600): string {
  const path = join(folder, 'config.yaml');
  writeFileSync(path, text, { mode });
  return path;
}

async function readAll(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream?.setEncoding('utf8') ?? []) text += String(chunk);
  return text;
}

import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { TestTerminal } from './terminal.ts';
import { forbidden, unrestored } from './terminal-sequences.ts';

/** What the program must leave behind however it ends: its exit code, the terminal as it was, nothing temporary. */
export async function expectRestored(terminal: TestTerminal, code: number): Promise<void> {
  const ended = await terminal.ended();
  expect(ended.code).toBe(code);
  expect(ended.settings).toMatch(/ icanon/);
  expect(ended.settings).toMatch(/ echo /);
  expect(ended.settings).toMatch(/isig /);
  expect(terminal.isAlternateScreen()).toBe(false);
  expect(unrestored(terminal.raw())).toEqual([]);
  expect([...new Set(forbidden(terminal.raw()))].filter((text) => text !== '"\\t"')).toEqual([]);
  expect(readdirSync(terminal.temporaryFolder)).toEqual([]);
}

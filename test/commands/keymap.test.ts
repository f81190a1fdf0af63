import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/catalog.ts';
import type { Command } from '../../src/commands/command.ts';
import { createKeymap } from '../../src/commands/keymap.ts';

const command = (id: string, keys: readonly string[], where: Command['where'] = 'everywhere'): Command => ({
  id,
  title: id,
  keys,
  where,
  run: () => {},
});

const some: readonly Command[] = [
  command('refresh', ['r']),
  command('quit', ['q', 'ctrl+c']),
  command('mark', ['space'], ['servers']),
  command('wrap', ['w'], ['logs']),
  command('copy.name', ['y n']),
  command('copy.id', ['y d']),
];

const idsOf = (found: readonly Command[]) => found.map(({ id }) => id);

describe('a keymap', () => {
  test('has the defaults where nothing is configured', () => {
    const { bound, beginning, faults } = createKeymap(some, {});
    expect(idsOf(bound('r'))).toEqual(['refresh']);
    expect(idsOf(bound('ctrl+c'))).toEqual(['quit']);
    expect(idsOf(beginning('y'))).toEqual(['copy.name', 'copy.id']);
    expect(idsOf(bound('y n'))).toEqual(['copy.name']);
    expect(beginning('r')).toEqual([]);
    expect(faults.size).toBe(0);
  });

  test.each<{ name: string; configured: Record<string, string>; bound: Record<string, string[]> }>([
    { name: 'another key', configured: { refresh: 'x' }, bound: { x: ['refresh'], r: [] } },
    { name: 'a sequence', configured: { refresh: 'Z  r' }, bound: { 'Z r': ['refresh'], r: [] } },
    { name: 'no key', configured: { refresh: 'none' }, bound: { r: [], none: [] } },
    {
      name: 'two that swap',
      configured: { refresh: 'q', quit: 'r' },
      bound: { q: ['refresh'], r: ['quit'] },
    },
    { name: 'one key in two panes', configured: { mark: 'w' }, bound: { w: ['mark', 'wrap'] } },
  ])('takes up $name', ({ configured, bound }) => {
    const keymap = createKeymap(some, configured);
    expect([...keymap.faults]).toEqual([]);
    for (const [keys, ids] of Object.entries(bound)) expect(idsOf(keymap.bound(keys))).toEqual(ids);
  });

  test.each<{ name: string; configured: Record<string, string>; faults: Record<string, RegExp> }>([
    { name: 'no key at all', configured: { refresh: 'F99' }, faults: { refresh: /"F99" is no key/ } },
    {
      name: 'the key of another command',
      configured: { refresh: 'q', mark: 'x' },
      faults: { refresh: /^q is the key of quit, so refresh keeps r$/ },
    },
    {
      name: 'the beginning of a sequence',
      configured: { refresh: 'y' },
      faults: { refresh: /copy\.name, so refresh keeps r$/ },
    },
    {
      name: 'a sequence behind a key',
      configured: { mark: 'q x' },
      faults: { mark: /quit, so mark keeps space$/ },
    },
    {
      name: 'one key for two, of which the first alone goes back',
      configured: { refresh: 'x', quit: 'x' },
      faults: { refresh: /quit/ },
    },
  ])('leaves a command its key for $name', ({ configured, faults }) => {
    const keymap = createKeymap(some, configured);
    expect([...keymap.faults.keys()]).toEqual(Object.keys(faults));
    for (const [id, message] of Object.entries(faults)) expect(keymap.faults.get(id)).toMatch(message);
    const rest = Object.keys(configured).filter((id) => !keymap.faults.has(id));
    for (const id of rest) expect(idsOf(keymap.bound(configured[id] ?? ''))).toEqual([id]);
    for (const [id] of Object.entries(faults)) {
      const original = some.find((candidate) => candidate.id === id);
      expect(idsOf(keymap.bound(original?.keys[0] ?? ''))).toContain(id);
    }
  });
});

test('no two commands share a key where both work, and none hides the keys that go on', () => {
  const asConfigured = Object.fromEntries(
    commands.filter(({ keys }) => keys.length === 1).map(({ id, keys }) => [id, keys[0] ?? '']),
  );
  expect([...createKeymap(commands, asConfigured).faults]).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { copySequence, mostCopiedBytes, multiplexerOf } from '../../src/terminal/osc52.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the sequence that copies', () => {
  test.each([
    { name: 'a plain terminal', env: {}, want: 'none' },
    { name: 'an empty variable', env: { TMUX: '', STY: '' }, want: 'none' },
    { name: 'tmux', env: { TMUX: '/tmp/tmux-1000/default,1,0', STY: '' }, want: 'tmux' },
    { name: 'GNU screen', env: { STY: '123.pts-0' }, want: 'screen' },
    { name: 'tmux within screen', env: { TMUX: '/tmp/tmux', STY: '123' }, want: 'tmux' },
  ])('$name', ({ env, want }) => {
    expect(multiplexerOf(env)).toBe(want);
  });

  test('is OSC 52 with the text as base64 of its UTF-8', () => {
    expect(copySequence('zürich\n₹', 'none')).toBe(`\u001b]52;c;${base64('zürich\n₹')}\u0007`);
  });

  test('reaches tmux itself, and passes through it with every escape doubled', () => {
    const inner = `]52;c;${base64('203.0.113.1')}\u0007`;
    expect(copySequence('203.0.113.1', 'tmux')).toBe(
      `\u001b${inner}\u001bPtmux;\u001b\u001b${inner}\u001b\\`,
    );
  });

  test('passes through screen in pieces that it takes, and is whole behind it', () => {
    const text = 'a'.repeat(1_000);
    const sequence = copySequence(text, 'screen') ?? '';
    const pieces = sequence.split('\u001b\\').filter((piece) => piece !== '');
    expect(pieces.length).toBeGreaterThan(5);
    for (const piece of pieces) {
      expect(piece.startsWith('\u001bP')).toBe(true);
      expect(piece.length).toBeLessThanOrEqual(256);
    }
    expect(pieces.map((piece) => piece.slice(2)).join('')).toBe(copySequence(text, 'none'));
  });

  test('ends where xterm would ignore it: 100,000 characters', () => {
    const longest = copySequence('a'.repeat(mostCopiedBytes), 'none') ?? '';
    expect(longest.length - '\u001b]52;c;\u0007'.length).toBeLessThanOrEqual(100_000);
    expect(copySequence('a'.repeat(mostCopiedBytes + 1), 'none')).toBeNull();
    expect(copySequence('₹'.repeat(mostCopiedBytes / 3 + 1), 'none')).toBeNull();
  });
});

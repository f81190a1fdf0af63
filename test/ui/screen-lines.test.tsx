import { render } from 'ink-testing-library';
import { expect, test } from 'vitest';
import { ScreenLines } from '../../src/ui/components/screen-lines.tsx';

test('painted lines stand one below the other as they are, an empty one keeps its row', () => {
  const { lastFrame, rerender } = render(<ScreenLines lines={['first  ●', '', '│third│']} />);
  expect(lastFrame()).toBe('first  ●\n\n│third│');
  rerender(<ScreenLines lines={['first  ●', 'second']} />);
  expect(lastFrame()).toBe('first  ●\nsecond');
});

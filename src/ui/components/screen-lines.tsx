import { Text } from 'ink';
import { memo } from 'react';

type ScreenLineProps = { readonly line: string };

/** One painted line, exactly as wide as its place: Ink has nothing to wrap or to cut. */
export const ScreenLine = memo(function ScreenLine({ line }: ScreenLineProps) {
  return <Text wrap="truncate">{line === '' ? ' ' : line}</Text>;
});

/** Painted lines one below the other. A line that stays the same is not rendered again. */
export const ScreenLines = ({ lines }: { readonly lines: readonly string[] }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a line's identity is its place on the screen
  lines.map((line, index) => <ScreenLine key={index} line={line} />);

/** What a terminal sends when it gains and loses the focus. */
const reports = { focus: '\u001b[I', blur: '\u001b[O' } as const;

const longestPart = reports.focus.length - 1;

/**
 * Tells of the focus reports among what is read from the terminal, until the signal aborts. Ink takes them for no keys
 * and says nothing of them, so what it reads is looked at on the way; a report may come in two pieces.
 */
export function watchFocus(
  stdin: NodeJS.ReadStream,
  tell: (sign: 'focus' | 'blur') => void,
  signal: AbortSignal,
): void {
  const read = stdin.read.bind(stdin);
  let before = '';
  stdin.read = (size) => {
    const chunk: unknown = read(size);
    if (chunk !== null) {
      const text = before + String(chunk);
      const [focusAt, blurAt] = [text.lastIndexOf(reports.focus), text.lastIndexOf(reports.blur)];
      if (focusAt !== blurAt) tell(focusAt > blurAt ? 'focus' : 'blur');
      // The whole of a report is told once.
      before = Math.max(focusAt, blurAt) >= text.length - longestPart - 1 ? '' : text.slice(-longestPart);
    }
    return chunk;
  };
  signal.addEventListener('abort', () => {
    stdin.read = read;
  });
}

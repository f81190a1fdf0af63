import { useEffect } from 'react';
import type { CommandContext } from '../../commands/command.ts';
import { runKey } from '../../commands/run-key.ts';
import type { TerminalInput } from '../input/terminal-input.ts';
import { runMouse } from '../mouse/run-mouse.ts';

/** Takes what the terminal reports beside the keys. */
export function useReports({ onReport }: Pick<TerminalInput, 'onReport'>, context: CommandContext): void {
  useEffect(() => {
    onReport((report) => {
      if (report.type === 'background') void context.themes.setBackground(report.background);
      else if (report.type === 'key') runKey(report.key, true, context);
      else if (context.view.getState().isMouseOn) runMouse(report, context);
    });
  }, [onReport, context]);
}

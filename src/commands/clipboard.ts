import { plainText } from '../model/text.ts';
import type { DetailsPage } from '../store/details-page.ts';
import type { CommandContext } from './command.ts';

/** Lines of plain text: nothing in it can do anything to the terminal or shell that it is pasted into. */
const plainLines = (text: string): string => text.split('\n').map(plainText).join('\n');

/** Copies a text and says what; a terminal never tells whether it has a clipboard, so the text can be looked at. */
export function copyText(context: CommandContext, what: string, given: string): void {
  const text = plainLines(given);
  const lines = text.split('\n');
  const isSent = context.copy(text) === 'sent';
  context.view.setState({ copied: { what, text } });
  if (!isSent) showText(context, `${what}: too long for the clipboard`, text, 'Select it with the mouse');
  else
    context.view.setState({
      notice: `Copied ${what}: ${lines[0] ?? ''}${lines.length > 1 ? ` … (${lines.length} lines)` : ''}`,
    });
}

/** Lays a text over the panes; what is typed into, or asked, is never covered. */
export function showText(context: CommandContext, title: string, text: string, note: string): boolean {
  const { overlay } = context.view.getState();
  if (overlay !== null && !coverable.has(overlay.type)) return false;
  const under: DetailsPage | null = overlay?.type === 'details' ? overlay : null;
  context.view.setState({ overlay: { type: 'text', title, text, note, under, top: 0 }, notice: null });
  return true;
}

const coverable: ReadonlySet<string> = new Set(['details', 'text', 'help', 'menu']);

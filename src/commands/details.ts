import { type DetailsPage, type DetailsSection, detailsSections } from '../store/details-page.ts';
import type { Command, CommandContext } from './command.ts';
import type { PromptHandler } from './open-prompt.ts';
import { relatedRowUnderCursor } from './related-rows.ts';
import { matchingLines } from './search-lines.ts';

const pageOf = ({ view }: CommandContext): DetailsPage | null => {
  const { overlay } = view.getState();
  return overlay?.type === 'details' ? overlay : null;
};

function show(context: CommandContext, section: DetailsSection): void {
  const page = pageOf(context);
  if (page === null) return;
  context.view.setState({ overlay: { ...page, section, search: '', match: 0, index: 0, top: 0 } });
}

function showNext(context: CommandContext, step: 1 | -1): void {
  const page = pageOf(context);
  const at = page === null ? 0 : detailsSections.indexOf(page.section) + step;
  const next = detailsSections.at(at % detailsSections.length);
  if (next !== undefined) show(context, next);
}

/** Goes to the match of that number, counted around, and brings it into view. */
function goToMatch(context: CommandContext, number: number): void {
  const page = pageOf(context);
  if (page === null) return;
  const lines = matchingLines(context.overlayTexts(), page.search);
  const match = lines.length === 0 ? 0 : (number + lines.length) % lines.length;
  const line = lines[match];
  if (line === undefined) {
    context.view.setState({ overlay: { ...page, match: 0 }, notice: notFound(page.search) });
    return;
  }
  const height = context.pageSize();
  const last = Math.max(0, context.overlayTexts().length - height);
  const isInView = line >= page.top && line < page.top + height;
  const top = isInView ? page.top : Math.max(0, Math.min(line - Math.floor(height / 3), last));
  context.view.setState({
    overlay: { ...page, match, top, ...(page.section === 'related' ? { index: line } : {}) },
    notice: `${match + 1} of ${lines.length}`,
  });
}

const notFound = (search: string): string | null => (search === '' ? null : `${search} is not found here`);

function search(text: string, context: CommandContext): void {
  const page = pageOf(context);
  if (page === null) return;
  context.view.setState({ overlay: { ...page, search: text, match: 0 } });
  goToMatch(context, 0);
}

export const detailsPrompt: PromptHandler = {
  label: 'search',
  onText: search,
  onEnter: (text, context) => search(text, context),
  onEscape: (context) => search('', context),
};

/** Goes from a related row to its own details; what has none is left alone. */
export function openRelated(context: CommandContext): void {
  const row = relatedRowUnderCursor(context);
  if (row?.type === 'server') context.describe(row.server.ref);
  else if (row?.type === 'app') context.describe(row.app.ref);
}

const whyNoDetails = (context: CommandContext): string | null =>
  pageOf(context) === null
    ? `Only in the details of a row: press ${context.keymap().press('details')}`
    : null;

const whyNoMatches = (context: CommandContext): string | null =>
  whyNoDetails(context) ??
  (pageOf(context)?.search === ''
    ? `Nothing is searched for: press ${context.keymap().press('filter')}`
    : null);

export const detailsCommands: readonly Command[] = [
  {
    id: 'details.next',
    title: 'Next section of the details',
    keys: ['right'],
    where: 'everywhere',
    page: 'details',
    whyNot: whyNoDetails,
    run: (context) => showNext(context, 1),
  },
  {
    id: 'details.previous',
    title: 'Previous section of the details',
    keys: ['left'],
    where: 'everywhere',
    page: 'details',
    whyNot: whyNoDetails,
    run: (context) => showNext(context, -1),
  },
  {
    id: 'details.json',
    title: 'Details as raw JSON, or as fields again',
    keys: ['{'],
    where: 'everywhere',
    page: 'details',
    whyNot: whyNoDetails,
    run: (context) => show(context, pageOf(context)?.section === 'json' ? 'fields' : 'json'),
  },
  {
    id: 'match.next',
    title: 'Next match',
    keys: ['n'],
    where: 'everywhere',
    page: 'details',
    whyNot: whyNoMatches,
    run: (context) => goToMatch(context, (pageOf(context)?.match ?? 0) + 1),
  },
  {
    id: 'match.previous',
    title: 'Previous match',
    keys: ['N'],
    where: 'everywhere',
    page: 'details',
    whyNot: whyNoMatches,
    run: (context) => goToMatch(context, (pageOf(context)?.match ?? 0) - 1),
  },
];

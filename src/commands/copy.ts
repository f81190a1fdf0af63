import { billingColumns } from '../listing/billing-columns.ts';
import type { Target } from '../model/action.ts';
import type { Server } from '../model/server.ts';
import { shellWords } from '../model/shell-words.ts';
import { targetAddress } from '../model/target-address.ts';
import { activityRow } from '../store/activity.ts';
import type { Details } from '../store/details-page.ts';
import { cursorIndex } from '../store/rows.ts';
import { addressOf, siteAddress } from './browse.ts';
import { copyText, showText } from './clipboard.ts';
import type { Command, CommandContext } from './command.ts';
import { visibleLogLines } from './logs.ts';
import { relatedRowUnderCursor, textOfRelated } from './related-rows.ts';
import { chosenTargets } from './targets.ts';

/** What of a row can be copied; a string in `reason` says why it has none. */
type Part = 'row' | 'address' | 'name' | 'URL' | 'ssh line' | 'reference';

type Found = { readonly text: string } | { readonly reason: string };

/** The wanted part of everything that is chosen, a line each; or why that cannot be. */
function find(context: CommandContext, part: Part): Found {
  const found = part === 'row' ? (findPage(context) ?? findRows(context, part)) : findRows(context, part);
  if (found.length === 0) return { reason: 'There is nothing to copy here' };
  const refusal = found.find((one) => 'reason' in one);
  return refusal ?? { text: found.flatMap((one) => ('text' in one ? [one.text] : [])).join('\n') };
}

/** What the page over the panes shows; null where it is not about a text. */
function findPage(context: CommandContext): readonly Found[] | null {
  const { overlay } = context.view.getState();
  if (overlay?.type === 'text') return [{ text: overlay.text }];
  if (overlay?.type === 'account') return [jsonOf(overlay.content)];
  if (overlay?.type !== 'details') return null;
  const row = relatedRowUnderCursor(context);
  if (row !== null) return [{ text: textOfRelated(row) }];
  if (overlay.section === 'journal') return context.overlayTexts().map((text) => ({ text: text.trim() }));
  return [jsonOf(overlay.content)];
}

const jsonOf = (content: Details): Found =>
  content.phase === 'ready'
    ? { text: JSON.stringify(content.details, null, 2) }
    : { reason: 'The details are not here yet' };

function findRows(context: CommandContext, part: Part): readonly Found[] {
  const { pane, overlay } = context.view.getState();
  const row = part === 'URL' ? relatedRowUnderCursor(context) : null;
  if (row?.type === 'domain') return [asText(siteAddress(row.domain.host))];
  if (overlay === null && pane === 'billing') return findBilling(context, part);
  if (overlay === null && pane === 'activity') return findActivity(context, part);
  if (overlay === null && pane === 'logs') return [];
  return chosenTargets(context).map((target) => partOf(context, target, part));
}

const asText = (address: ReturnType<typeof siteAddress>): Found =>
  'url' in address ? { text: address.url } : address;

function partOf(context: CommandContext, target: Target, part: Part): Found {
  const { kind, resource } = target;
  const lacks = (what: string): Found => ({ reason: `${resource.name} has no ${what}` });
  switch (part) {
    case 'row':
      return { text: kind === 'server' ? (addressText(resource) ?? resource.name) : defaultOfApp(target) };
    case 'address': {
      const address = targetAddress(target);
      return address === null ? lacks('address') : { text: address };
    }
    case 'name':
      return { text: resource.name };
    case 'URL':
      return asText(addressOf(target));
    case 'ssh line': {
      if (kind === 'app') return lacks('ssh line: it is no server');
      const words = context.sshCommand(resource);
      return words.ok ? { text: shellWords(words.value) } : { reason: words.problem.message };
    }
    case 'reference':
      return { text: resource.ref };
  }
}

const addressText = ({ ipv4, ipv6 }: Server): string | null => ipv4 ?? ipv6;

function defaultOfApp(target: Target): string {
  const address = addressOf(target);
  return 'url' in address ? address.url : target.resource.name;
}

function findBilling({ view, fleet, selectors }: CommandContext, part: Part): readonly Found[] {
  const { cursors, now } = view.getState();
  const rows = selectors.billing(fleet.getState());
  const account = rows.items[cursorIndex(cursors.billing, rows)];
  if (account === undefined) return [];
  const { provider } = account.billing;
  if (part === 'row') return [{ text: billingColumns.map((column) => column.text(account, now)).join('  ') }];
  return part === 'name' || part === 'reference'
    ? [{ text: provider }]
    : [{ reason: `An account has no ${part}` }];
}

function findActivity({ view, fleet, selectors }: CommandContext, part: Part): readonly Found[] {
  const rows = selectors.activity(fleet.getState());
  const activity = rows.items[cursorIndex(view.getState().cursors.activity, rows)];
  if (activity === undefined) return [];
  const { at, what, name, target, message } = activityRow(activity);
  switch (part) {
    case 'row':
      return [{ text: `${new Date(at).toISOString()} ${what} ${name}: ${message}` }];
    case 'name':
      return [{ text: name }];
    case 'reference':
      return [{ text: target }];
    default:
      return [{ reason: `What was done has no ${part}` }];
  }
}

/** The second key of each: after `y`, and after `c` for those whose fingers have that. */
const parts: readonly (readonly [id: string, key: string, part: Part, title: string])[] = [
  ['address', 'i', 'address', 'Copy the address'],
  ['name', 'n', 'name', 'Copy the name'],
  ['url', 'u', 'URL', 'Copy the URL'],
  ['ssh', 's', 'ssh line', 'Copy the ssh line'],
  ['id', 'd', 'reference', 'Copy the reference'],
];

const copyCommand = (id: string, keys: readonly string[], part: Part, title: string): Command => ({
  id,
  title,
  brief: part === 'row' ? 'most used' : part,
  keys,
  where: 'everywhere',
  whyNot: (context) => {
    const found = find(context, part);
    return 'reason' in found ? found.reason : null;
  },
  run: (context) => {
    const found = find(context, part);
    if ('text' in found) copyText(context, part === 'row' ? 'text' : part, found.text);
  },
});

export const copyCommands: readonly Command[] = [
  copyCommand('copy', ['y y', 'c c', 'c y'], 'row', 'Copy what is most used: address, URL, or this page'),
  ...parts.map(([id, key, part, title]) => copyCommand(`copy.${id}`, [`y ${key}`, `c ${key}`], part, title)),
  {
    id: 'copy.lines',
    title: 'Copy the log lines on the screen, whole',
    brief: 'lines',
    keys: ['y l', 'c l'],
    where: ['logs'],
    whyNot: (context) => (visibleLogLines(context).length === 0 ? 'There are no lines here yet' : null),
    run: (context) => copyText(context, 'lines', visibleLogLines(context).join('\n')),
  },
  {
    id: 'copy.show',
    title: 'Show what was copied, whole, to select it with the mouse',
    brief: 'show',
    keys: ['y v', 'c v'],
    where: 'everywhere',
    whyNot: ({ view }) => (view.getState().copied === null ? 'Nothing was copied yet' : null),
    run: (context) => {
      const { copied } = context.view.getState();
      if (copied !== null)
        showText(context, `Copied: ${copied.what}`, copied.text, 'Select it with the mouse');
    },
  },
];

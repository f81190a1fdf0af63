import type { CommandContext } from '../../commands/command.ts';
import type { Overlay } from '../../store/overlay.ts';
import type { InnerLine } from '../components/spans.ts';
import { accountBlock } from '../panes/billing-blocks.ts';
import { ledgerLines, titleLine, usageLines } from '../panes/billing-lines.ts';

type AccountPage = Extract<Overlay, { type: 'account' }>;

/** What is reckoned of an account, and its ledger; below them stands what the provider says of it. */
export function accountLines(
  { provider, search }: AccountPage,
  { fleet, selectors, keymap }: CommandContext,
  width: number,
  now: number,
): readonly InnerLine[] {
  const { accounts } = selectors.report(fleet.getState());
  const account = accounts.find(({ billing }) => billing.provider === provider);
  if (account === undefined) return [];
  return [
    // What is remarked stands below, where there is room for all of it.
    ...accountBlock({ ...account, notes: [] }, keymap(), width, now, { isOn: false, isFocused: false }),
    ...account.notes.map((note): InnerLine => ({ spans: [[`   ${note}`, 'muted']] })),
    ...usageLines(account, width),
    ...ledgerLines(account, search, width),
    { spans: [] },
    titleLine('AS THE PROVIDER SAYS'),
  ];
}

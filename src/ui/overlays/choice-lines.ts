import type { Keymap } from '../../commands/command.ts';
import type { MenuItem } from '../../commands/menu.ts';
import { formatAge } from '../../format/age.ts';
import { cells, fitTo } from '../../format/fit.ts';
import { statusTone, toneSymbol } from '../../format/status.ts';
import type { Deployment } from '../../model/deployment.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';

/** A row's verbs: key, title, and the reason where it cannot be done. */
export const menuLines = (
  items: readonly MenuItem[],
  { shown }: Keymap,
  index: number,
): readonly InnerLine[] => {
  const keys = items.map(({ command }) => shown(command.id) ?? '');
  const keyWidth = Math.max(4, ...keys.map((key) => cells(key) + 1));
  const titleWidth = Math.max(0, ...items.map(({ command }) => cells(command.title)));
  return items.map(({ command, reason }, at) =>
    chosen(at === index, [
      [fitTo(keys[at] ?? '', keyWidth), 'key'],
      [fitTo(command.title, titleWidth), reason === null ? 'text' : 'stale'],
      [reason === null ? '' : `  ${reason}`, 'stale'],
    ]),
  );
};

/** Deployments to roll back to, newest first. */
export function deploymentLines(
  items: readonly Deployment[] | null,
  index: number,
  now: number,
): readonly InnerLine[] {
  if (items === null) return [{ spans: [[' Asking for the known deployments …', 'muted']] }];
  if (items.length === 0)
    return [
      {
        spans: [[' No deployment is known: the provider lists none, and none was begun from here', 'muted']],
      },
    ];
  return items.map(({ id, status, providerStatus, createdAt, commit, environment }, at) => {
    const tone = statusTone(status);
    return chosen(at === index, [
      [fitTo(id, 28), 'text'],
      [` ${toneSymbol(tone)} ${fitTo(status === 'unknown' ? providerStatus : status, 12)}`, `status.${tone}`],
      [` ${fitTo(formatAge(createdAt, now), 5, 'right')} ago  `, 'muted'],
      [commit ?? '', 'muted'],
      [environment === null ? '' : `  ${environment}`, 'muted'],
    ]);
  });
}

/** A line of a choice; the one under the cursor stands out. */
export const chosen = (isUnderCursor: boolean, spans: readonly Span[]): InnerLine => ({
  spans: [[isUnderCursor ? ' ▸ ' : '   ', 'accent'], ...spans],
  ...(isUnderCursor ? { under: 'selection' as const } : {}),
});

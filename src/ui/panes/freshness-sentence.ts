import { formatInterval } from '../../format/interval.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';

/** From this width on the selected row is spoken of, too. */
const wide = 76;

/** `40 visible, refreshed every 45 s`: what the budgets allow, by the slowest provider that is on the screen;
 * an empty text where nothing is refreshed row by row. */
export function freshnessSentence(
  providers: readonly ProviderEntry[],
  selected: string | null,
  width: number,
): string {
  const known = providers.flatMap(({ name, traffic }) =>
    traffic?.freshness == null || traffic.freshness.visible === 0 ? [] : [{ name, ...traffic.freshness }],
  );
  if (known.length === 0) return '';
  const visible = known.reduce((sum, freshness) => sum + freshness.visible, 0);
  const slowest = Math.max(...known.map(({ visibleMs }) => visibleMs));
  const sentence = `${visible} visible, refreshed every ${formatInterval(slowest)}`;
  const own = known.find(({ name }) => name === selected);
  return own === undefined || width < wide
    ? sentence
    : `${sentence}, this one every ${formatInterval(own.selectedMs)}`;
}

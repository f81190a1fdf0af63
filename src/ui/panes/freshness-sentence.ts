import { formatInterval, isNever } from '../../format/interval.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';

/** From this width on the selected row is spoken of, too. */
const wide = 76;

/** `metrics of 40 on screen every 45 s`: what the budgets allow, by the slowest provider that is on the screen;
 * an empty text where nothing is refreshed row by row. */
export function freshnessSentence(
  providers: readonly ProviderEntry[],
  selected: string | null,
  width: number,
  isPaused: boolean,
): string {
  const known = providers.flatMap(({ name, traffic }) =>
    traffic?.freshness == null || traffic.freshness.visible === 0 ? [] : [{ name, ...traffic.freshness }],
  );
  if (known.length === 0) return '';
  const visible = known.reduce((sum, freshness) => sum + freshness.visible, 0);
  const slowest = Math.max(...known.map(({ visibleMs }) => visibleMs));
  if (isPaused) return 'metrics not refreshed while paused';
  if (isNever(slowest)) return 'metrics not refreshed while the budget is spent';
  const sentence = `metrics of ${visible} on screen every ${formatInterval(slowest)}`;
  const own = known.find(({ name }) => name === selected);
  return own === undefined || width < wide
    ? sentence
    : `${sentence}, of the selected one every ${formatInterval(own.selectedMs)}`;
}

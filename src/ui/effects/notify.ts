import type { AlertEvent } from '../../alerts/alert.ts';
import { cut } from '../../format/fit.ts';
import type { Notify } from '../../model/notify.ts';
import type { FleetStore } from '../../store/fleet-store.ts';

const bell = '\u0007';
/** Notifications are one line of a corner of the screen. */
const longestText = 120;

/** Tells of each new problem beside the screen: one bell, or one notification, however many come at once. */
export function notifyOfAlerts(
  fleet: FleetStore,
  notify: () => Notify,
  write: (sequence: string) => void,
  signal: AbortSignal,
): void {
  const unsubscribe = fleet.subscribe(({ alerts }, before) => {
    const way = notify();
    if (way === 'off' || alerts.count === before.alerts.count) return;
    const news = alerts.events
      .slice(before.alerts.count - alerts.count)
      .filter(({ type }) => type === 'raised');
    if (news.length > 0) write(way === 'bell' ? bell : `\u001b]9;${textOf(news)}${bell}`);
  });
  signal.addEventListener('abort', unsubscribe);
}

/** Names have been freed of control characters where they came in; the text begins with a letter, never a command's number. */
function textOf(news: readonly AlertEvent[]): string {
  const [first, ...more] = news;
  if (first === undefined) return '';
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return `fleetop: ${cut(`${first.subject.name}: ${first.kind}: ${first.message}`, longestText)}${rest}`;
}

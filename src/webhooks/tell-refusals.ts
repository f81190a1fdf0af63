import type { WebhookRefusals } from '../model/webhook.ts';
import type { Clock } from '../runtime/deps.ts';
import { isRefusal, type Outcome, refusedText } from './outcomes.ts';

/** The first is told soon, with those that come together with it; then there is news this often at most. */
const firstMs = 250;
const againMs = 10_000;

/** What can become of a request at an address that only a provider is told. */
const atAddress: ReadonlySet<Outcome> = new Set([
  'unsigned',
  'badly signed',
  'stale',
  'seen before',
  'unreadable',
  'too large',
  'too many',
]);

/** Counts what is refused and tells it, however much comes; takes each one's outcome. */
export function tellRefusals(
  clock: Clock,
  tell: (refusals: WebhookRefusals) => void,
  signal: AbortSignal,
): (outcome: Outcome) => void {
  const tally = new Map<Outcome, number>();
  let total = 0;
  let last: { readonly outcome: Outcome; readonly at: number } | null = null;
  let isTelling = false;
  const run = async (): Promise<void> => {
    isTelling = true;
    await clock.sleep(firstMs, signal);
    for (let told = -1; told !== total && last !== null && !signal.aborted; ) {
      told = total;
      tell({
        message: `${total} refused, the last ${last.outcome}: ${refusedText(tally)}`,
        at: last.at,
        isAtAddress: [...tally.keys()].some((outcome) => atAddress.has(outcome)),
      });
      await clock.sleep(againMs, signal);
    }
    isTelling = false;
  };
  return (outcome) => {
    if (!isRefusal(outcome)) return;
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
    total += 1;
    last = { outcome, at: clock.now() };
    if (!isTelling) void run();
  };
}

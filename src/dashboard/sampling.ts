import type { Emit } from '../model/fleet-event.ts';
import type { BalanceSamples } from '../state/balance-samples.ts';

/** Passes events on, and remembers each balance that is read: how fast it falls shows over time only. */
export const sampling =
  (emit: Emit, balances: BalanceSamples): Emit =>
  (event, canWait) => {
    emit(event, canWait);
    if (event.type !== 'billing-read' || event.billing.balance === null) return;
    const { billing, provider, at } = event;
    emit({ type: 'balance-sampled', provider, samples: balances.add(billing, at) }, canWait);
  };

import { hour, iso } from '../time.ts';
import { dollars, exactDollars } from './catalog.ts';
import type { Vps } from './fleet.ts';

export type Ledger = {
  /** Hundredths of a cent. */
  readonly balance: () => number;
  /** To be called before the fleet changes: settles what it cost until now. */
  readonly settle: () => void;
  readonly body: () => unknown;
};

const rowCount = 40;

/** The account's money: every full hour each machine is charged, and below the threshold funds are added by themselves. */
export const createLedger = (
  fleet: ReadonlyMap<number, Vps>,
  startedAt: number,
  now: () => number,
): Ledger => {
  const burn = hourlyRate(fleet);
  const threshold = Math.max(100_000, Math.ceil((burn * 4) / 100_000) * 100_000);
  const amount = threshold * 5;
  const startHour = Math.floor(startedAt / hour);
  // Placed so that funds were added two hours before the start.
  let balance = threshold + amount - burn * 3;
  let settledHour = startHour;
  const credits: number[] = [startHour - 2];

  const settle = (): void => {
    const present = Math.floor(now() / hour);
    const rate = hourlyRate(fleet);
    if (rate > 0 && present - settledHour > 24 * 400) settledHour = present - 24 * 400;
    for (; settledHour < present; settledHour += 1) {
      balance -= rate;
      if (balance >= threshold) continue;
      balance += amount;
      credits.push(settledHour + 1);
    }
  };

  const rows = (): unknown[] => {
    const latest = Math.floor(now() / hour);
    const found: unknown[] = [];
    for (let at = latest; at > latest - 72 && found.length < rowCount; at -= 1) {
      const date = iso(at * hour);
      // Ids grow with time and stay the same for a row however often it is read.
      const base = 40_000 + (at - startHour + 1_000) * 4_096;
      if (credits.includes(at)) {
        found.push({
          id: base + 4_095,
          description: 'Auto Funding',
          amount: dollars(amount),
          type: 'credit',
          date,
        });
      }
      for (const vps of fleet.values()) {
        if (found.length >= rowCount) break;
        if (vps.createdAt > at * hour || (vps.deletedAt ?? at * hour) < at * hour) continue;
        found.push({
          id: base + (vps.id % 4_095),
          description: `VPS Hourly Charge - ${vps.name}`,
          amount: `-${exactDollars(vps.plan.hourly)}`,
          type: 'debit',
          date,
        });
      }
    }
    return found;
  };

  return {
    balance: () => {
      settle();
      return balance;
    },
    settle,
    body: () => {
      settle();
      return {
        balance: dollars(balance),
        auto_funding: { enabled: true, threshold: dollars(threshold), amount: dollars(amount) },
        recent_invoices: rows(),
      };
    },
  };
};

const hourlyRate = (fleet: ReadonlyMap<number, Vps>): number => {
  let sum = 0;
  for (const vps of fleet.values()) if (vps.deletedAt === null) sum += vps.plan.hourly;
  return sum;
};

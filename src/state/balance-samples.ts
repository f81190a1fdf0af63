import { join } from 'node:path';
import { type BalanceSample, thinned } from '../billing/balance-sample.ts';
import type { Billing } from '../model/billing.ts';
import { toDecimal } from '../model/money.ts';
import type { Deps } from '../runtime/deps.ts';
import { createJsonFile } from './json-file.ts';
import { prepareStateFolder } from './state-folder.ts';

/** Balances as they were read over time, kept in `balances.json`. */
export type BalanceSamples = {
  /** Adds a reading (`at` in epoch ms) and gives all samples of that account, oldest first. */
  readonly add: (billing: Billing, at: number) => readonly BalanceSample[];
  /** Writes what is not written yet. */
  readonly flush: () => void;
};

/** Where a series belongs: another account under the same name, or another currency, begins anew. */
type Series = {
  readonly account: string | null;
  readonly currency: string;
  readonly samples: readonly (readonly [at: number, amount: string])[];
};

/** Never fails: where nothing can be written, `notify` is told and the samples last as long as the process. */
export function openBalanceSamples(
  folder: string,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  notify: (notice: string) => void,
): BalanceSamples {
  const fault = prepareStateFolder(folder);
  const file = createJsonFile({
    path: join(folder, 'balances.json'),
    clock,
    random,
    // A folder that cannot be written was told of already.
    notify: (notice) => {
      if (fault === null) notify(notice);
    },
    merge: (theirs, ours) => merged(theirs, ours, clock.now()),
  });
  return {
    add: ({ provider, balance, account }, at) => {
      if (balance === null) return [];
      const own: Series = {
        account: account?.id ?? null,
        currency: balance.currency,
        samples: [[at, balance.amount]],
      };
      const series = merged(file.get(provider), own, at);
      file.set(provider, series);
      return series.samples.map(([time, amount]) => ({ at: time, amount }));
    },
    flush: file.flush,
  };
}

/** Ours with what another fleetop wrote of the same account, thinned by age. */
function merged(theirs: unknown, ours: unknown, now: number): Series {
  const own = readSeries(ours) ?? { account: null, currency: '', samples: [] };
  const before = readSeries(theirs);
  const isSame =
    before !== null &&
    before.currency === own.currency &&
    (before.account === own.account || before.account === null || own.account === null);
  const all = new Map([...(isSame ? before.samples : []), ...own.samples]);
  const samples = [...all]
    .map(([at, amount]): BalanceSample => ({ at, amount }))
    .filter(({ at }) => at <= now);
  return {
    account: own.account ?? (isSame ? before.account : null),
    currency: own.currency,
    samples: thinned(samples, now).map(({ at, amount }) => [at, amount]),
  };
}

/** A series from the file, as far as it makes sense. */
function readSeries(value: unknown): Series | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('samples' in value) || !Array.isArray(value.samples)) return null;
  if (!('currency' in value) || typeof value.currency !== 'string') return null;
  const account = 'account' in value && typeof value.account === 'string' ? value.account : null;
  const samples = value.samples.flatMap((pair: unknown): (readonly [number, string])[] => {
    if (!Array.isArray(pair)) return [];
    const [at, amount]: readonly unknown[] = pair;
    const isSample = typeof at === 'number' && Number.isFinite(at) && typeof amount === 'string';
    return isSample && toDecimal(amount) !== null ? [[at, amount]] : [];
  });
  return { account, currency: value.currency, samples };
}

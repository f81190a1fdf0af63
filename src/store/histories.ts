import type { Metrics } from '../model/metrics.ts';
import { addSample, beginHistory, type MetricsHistory } from './metrics-history.ts';

/**
 * Every server's history, by reference. The histories and the map change in place, however many there are; each change
 * makes a new object of this, so that whoever compares by identity sees it.
 */
export type Histories = {
  readonly byRef: ReadonlyMap<string, MetricsHistory>;
  readonly add: (ref: string, metrics: Metrics) => Histories;
  readonly keepOnly: (isKept: (ref: string) => boolean) => Histories;
};

export const createHistories = (): Histories => over(new Map());

function over(byRef: Map<string, MetricsHistory>): Histories {
  const histories: Histories = {
    byRef,
    add: (ref, metrics) => {
      const known = byRef.get(ref);
      if (known === undefined) byRef.set(ref, beginHistory(metrics));
      else if (!addSample(known, metrics)) return histories;
      return over(byRef);
    },
    keepOnly: (isKept) => {
      const gone = [...byRef.keys()].filter((ref) => !isKept(ref));
      for (const ref of gone) byRef.delete(ref);
      return gone.length === 0 ? histories : over(byRef);
    },
  };
  return histories;
}

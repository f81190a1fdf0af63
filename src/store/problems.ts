import { isRaised } from '../alerts/alert.ts';
import type { FleetState } from './fleet-state.ts';
import { remember } from './remember.ts';

/** What is in trouble now, something about it being wrong by an alert: references of servers and apps, providers of accounts. */
export type Problems = {
  readonly servers: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
};

/** The same object as long as the same things are wrong, however that came and went meanwhile. */
export function createProblems(): (fleet: FleetState) => Problems {
  let last: Problems = { servers: new Set(), apps: new Set(), accounts: new Set() };
  const derive = remember((alerts: FleetState['alerts']['alerts']): Problems => {
    const wrong = (type: 'server' | 'app' | 'account') =>
      new Set(
        [...alerts.values()].flatMap((alert) =>
          isRaised(alert) && alert.subject.type === type ? [alert.subject.key] : [],
        ),
      );
    const next: Problems = { servers: wrong('server'), apps: wrong('app'), accounts: wrong('account') };
    const isSame =
      isSameSet(last.servers, next.servers) &&
      isSameSet(last.apps, next.apps) &&
      isSameSet(last.accounts, next.accounts);
    if (!isSame) last = next;
    return last;
  });
  return (fleet) => derive(fleet.alerts.alerts);
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((key) => b.has(key));

/** How many servers or apps of one provider are among them; null: of all. */
export const countInScope = (refs: ReadonlySet<string>, scope: string | null): number =>
  scope === null ? refs.size : [...refs].filter((ref) => ref.startsWith(`${scope}/`)).length;

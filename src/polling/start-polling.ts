import type { Emit, ListName } from '../model/fleet-event.ts';
import type { OperatorSign } from '../model/operator-sign.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Provider } from '../providers/provider.ts';
import type { Clock } from '../runtime/deps.ts';
import { createGate } from '../runtime/gate.ts';
import { type Attention, createAttention } from './attention.ts';
import type { Interest } from './interest.ts';
import { startScheduler } from './scheduler.ts';

export type Polling = {
  /** Refreshes these lists of all providers now; without a list, everything. */
  readonly refresh: (list?: ListName) => void;
  /** Everything is read anew, as something was changed: what is being read may be of before. */
  readonly renew: () => void;
  /** The same for one provider's lists, but its account's; not while polling is paused. */
  readonly renewProvider: (provider: string) => void;
  readonly setPaused: (isPaused: boolean) => void;
  /** What the operator looks at has changed. */
  readonly reconsider: () => void;
  /** What tells whether somebody looks: without it less is spent. */
  readonly notice: (sign: OperatorSign) => void;
  readonly stop: () => void;
};

export type PollingOptions = {
  readonly providers: readonly ConnectedProvider[];
  readonly clock: Clock;
  readonly interest: () => Interest;
  readonly emit: Emit;
  /** Servers whose load is known by another way: none is asked for. Looked at whenever a list comes in. */
  readonly isCovered?: (ref: string) => boolean;
  /** Who looked before this polling began; somebody does where it is not told. */
  readonly attention?: Attention;
};

/** The lists a provider can be asked for. */
export const listsOf = (provider: Provider): readonly ListName[] => [
  ...(provider.listServers === undefined ? [] : (['servers'] as const)),
  ...(provider.listApps === undefined ? [] : (['apps'] as const)),
  ...(provider.readBilling === undefined ? [] : (['billing'] as const)),
];

/** First replies that come at once would hold up keys together. */
const apartMs = 10;

/** A key that is held down moves the cursor many times a second: what is polled follows it a moment later. */
const followMs = 100;

/** Polls every provider on its own clock and budget; none waits for another. */
export function startPolling(options: PollingOptions): Polling {
  const gate = createGate();
  const stopping = new AbortController();
  const { attention = createAttention(options.clock) } = options;
  const { signal } = stopping;
  const schedulers = options.providers.map((connected, index) =>
    startScheduler(connected, {
      ...options,
      gate,
      attention: attention.level,
      signal,
      beginAfterMs: index * apartMs,
    }),
  );
  const reconsider = () => {
    for (const scheduler of schedulers) scheduler.reconsider();
  };
  let isDue = false;
  const reconsiderSoon = () => {
    if (isDue) return;
    isDue = true;
    void options.clock.sleep(followMs, signal).then(() => {
      isDue = false;
      reconsider();
    });
  };
  return {
    refresh: (list) => {
      for (const scheduler of schedulers) scheduler.refresh(list);
    },
    renew: () => {
      for (const scheduler of schedulers) scheduler.renew(['servers', 'apps', 'billing']);
    },
    renewProvider: (provider) => {
      if (!gate.isOpen()) return;
      const index = options.providers.findIndex(({ settings }) => settings.name === provider);
      schedulers[index]?.renew(['servers', 'apps']);
    },
    setPaused: (isPaused) => {
      gate.setOpen(!isPaused);
      for (const { budget } of options.providers) budget.setPolling(!isPaused);
      reconsider();
    },
    reconsider: reconsiderSoon,
    notice: (sign) => {
      const before = attention.level();
      attention.notice(sign);
      if (attention.level() === before) return;
      reconsider();
      for (const scheduler of schedulers) scheduler.tell();
    },
    stop: () => stopping.abort(),
  };
}

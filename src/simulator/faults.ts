import { type FaultName, faultNames, type ProviderType, providerTypes } from './types.ts';

/** The accounts of a simulated fleet that are not called as their type. Both of Spheron's are one API. */
const accounts: ReadonlyMap<string, ProviderType> = new Map([
  ['sparrow', 'sparrowhost'],
  ['cyber', 'cyberpanel'],
  ['spheron-sites', 'spheron'],
  ['spheron-compute', 'spheron'],
  ['pilot', 'serverpilot'],
]);

/** What may stand before a fault's name. */
export const faultProviders: readonly string[] = [...providerTypes, ...accounts.keys()];

/** Reads `[PROVIDER:]NAME`, the provider by its type or its name in the printed configuration; null when either is unknown. */
export const parseFault = (text: string): { provider: ProviderType | null; name: FaultName } | null => {
  const [first = '', second, ...rest] = text.split(':');
  if (rest.length > 0) return null;
  const name = faultNames.find((known) => known === (second ?? first));
  if (name === undefined) return null;
  if (second === undefined) return { provider: null, name };
  const provider = providerTypes.find((known) => known === first) ?? accounts.get(first);
  return provider === undefined ? null : { provider, name };
};

/** Which faults hold for whom. `turn` counts a provider's hits, so that variants of a fault take turns. */
export type FaultBoard = {
  readonly set: (provider: ProviderType | null, name: FaultName) => void;
  readonly clear: () => void;
  readonly has: (provider: ProviderType, name: FaultName) => boolean;
  readonly turn: (provider: ProviderType, name: FaultName) => number;
};

export const createFaultBoard = (): FaultBoard => {
  const active = new Set<string>();
  const turns = new Map<string, number>();
  return {
    set: (provider, name) => {
      active.add(`${provider ?? '*'}:${name}`);
    },
    clear: () => active.clear(),
    has: (provider, name) => active.has(`${provider}:${name}`) || active.has(`*:${name}`),
    turn: (provider, name) => {
      const key = `${provider}:${name}`;
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      return turn;
    },
  };
};

import { readFileSync, writeFileSync } from 'node:fs';
import { faultNames, type ProviderType, type Simulator } from '../../src/simulator/index.ts';
import type { Chance } from './chance.ts';
import type { Gate } from './gate.ts';

const types: readonly ProviderType[] = ['sparrowhost', 'cyberpanel', 'hostwares', 'spheron', 'serverpilot'];

/** What goes wrong around the program, and is well again. */
export type Chaos = {
  /** Something else from now on. */
  readonly next: () => Promise<void>;
  /** All is well. */
  readonly calm: () => Promise<void>;
  /** How often each fault has begun. */
  readonly counts: () => Readonly<Record<string, number>>;
};

export function createChaos(chance: Chance, simulator: Simulator, gate: Gate, configFile: string): Chaos {
  const counts = new Map<string, number>();
  const good = readFileSync(configFile, 'utf8');
  const begin = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const network = async () => {
    const state = chance.weighted([
      [8, 'open'],
      [1, 'closed'],
      [1, 'silent'],
      [2, 'cut'],
    ] as const);
    if (state !== 'open') begin(state);
    if (state === 'cut') gate.cut();
    await gate.set(state === 'cut' ? 'open' : state);
  };
  const calm = async () => {
    simulator.clearFaults();
    await gate.set('open');
    writeFileSync(configFile, good);
  };
  return {
    next: async () => {
      simulator.clearFaults();
      for (let count = chance.between(0, 4); count > 0; count -= 1) {
        const name = chance.pick(faultNames);
        simulator.setFault(chance.is(0.2) ? null : chance.pick(types), name);
        begin(name);
      }
      await network();
      if (chance.is(0.15)) {
        begin('configuration');
        writeFileSync(configFile, chance.pick(changed(good)));
      }
    },
    calm,
    counts: () => Object.fromEntries([...counts].sort()),
  };
}

/** The configuration as somebody might leave it: as it was, broken, with a provider less, with other settings. */
const changed = (good: string): readonly string[] => [
  good,
  good,
  `${good}\nproviders: [`,
  good.slice(0, good.length / 2),
  good.replace(/ {2}- name: pilot\n( {4}.*\n)*/, ''),
  good.replace(/^notify: .*$/m, 'notify: off'),
  good.replace(/^thresholds: .*$/m, 'thresholds: { cpu: 50, memory: 50, runwayDays: 30 }'),
  '',
];

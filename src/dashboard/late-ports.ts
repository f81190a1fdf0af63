import type { FleetPorts } from '../commands/ports.ts';
import { problem } from '../model/problem.ts';
import { fail, succeed } from '../model/result.ts';

export type LatePorts = {
  readonly ports: FleetPorts;
  /** From now on what is asked goes there. */
  readonly connect: (ports: FleetPorts) => void;
};

/** Ports that can be held before there is anything behind them: until then nothing is there to be asked or changed. */
export function createLatePorts(): LatePorts {
  let current = unconnected;
  return {
    ports: {
      refresh: (list) => current.refresh(list),
      setPaused: (isPaused) => current.setPaused(isPaused),
      reconsider: () => current.reconsider(),
      notice: (sign) => current.notice?.(sign),
      describe: (subject, signal) => current.describe(subject, signal),
      followLogs: (targets, onEvents, signal) => current.followLogs(targets, onEvents, signal),
      deployments: (app, signal) => current.deployments(app, signal),
      carryOut: (...asked) => current.carryOut(...asked),
      forms: (provider) => current.forms?.(provider),
      choices: async (provider, kind, signal) => (await current.choices?.(provider, kind, signal)) ?? {},
      check: async (request, signal) => (await current.check?.(request, signal)) ?? null,
      isProtected: (ref) => current.isProtected(ref),
      setLocked: (isLocked) => current.setLocked(isLocked),
    },
    connect: (ports) => {
      current = ports;
    },
  };
}

const unconnected: FleetPorts = {
  refresh: () => {},
  setPaused: () => {},
  reconsider: () => {},
  describe: async () => fail(problem('network', 'not connected yet')),
  followLogs: async () => {},
  deployments: async () => succeed([]),
  carryOut: () => {},
  isProtected: () => true,
  setLocked: () => {},
};

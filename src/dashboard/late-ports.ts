import type { FleetPorts } from '../commands/ports.ts';
import { problem } from '../model/problem.ts';
import { nothingRelated } from '../model/related.ts';
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
      sshCommand: (server) => current.sshCommand?.(server) ?? notConnected,
      openConsole: async (...asked) => (await current.openConsole?.(...asked)) ?? notConnected,
      readRelated: async (...asked) => (await current.readRelated?.(...asked)) ?? nothingRelated,
      readDeeds: async (key) => (await current.readDeeds?.(key)) ?? [],
      exportView: async (...asked) => (await current.exportView?.(...asked)) ?? '',
      isProtected: (ref) => current.isProtected(ref),
      setLocked: (isLocked) => current.setLocked(isLocked),
    },
    connect: (ports) => {
      current = ports;
    },
  };
}

const notConnected = fail(problem('network', 'not connected yet'));

const unconnected: FleetPorts = {
  refresh: () => {},
  setPaused: () => {},
  reconsider: () => {},
  describe: async () => notConnected,
  followLogs: async () => {},
  deployments: async () => succeed([]),
  carryOut: () => {},
  isProtected: () => true,
  setLocked: () => {},
};

import type { SshPreferences } from '../config/config.ts';
import type { ProbeFault } from '../model/probe-state.ts';
import type { Server } from '../model/server.ts';
import type { ServerStatus } from '../model/status.ts';
import { createProbeCommand, createSshCommand } from '../ssh/ssh-command.ts';
import { createSshSettings } from '../ssh/ssh-settings.ts';
import { faultOf, type ProbeTarget } from './fault.ts';

/** A server that samples are wanted of, and what stands against it. */
export type Candidate = {
  readonly target: ProbeTarget;
  readonly intervalMs: number;
  /** Null: nothing does. */
  readonly fault: ProbeFault | null;
};

/** Nobody answers there. */
const isOff: ReadonlySet<ServerStatus> = new Set(['provisioning', 'stopped', 'suspended', 'deleted']);

/** Those of the servers that the configuration wants samples of, and that are not off. */
export function createChooseTargets(preferences: SshPreferences) {
  const settingsOf = createSshSettings(preferences);
  const commands = { probe: createProbeCommand(preferences), person: createSshCommand(preferences) };
  return (servers: readonly Server[]): readonly Candidate[] =>
    servers.flatMap((server): readonly Candidate[] => {
      const { isProbed, intervalMs } = settingsOf(server);
      if (!isProbed || isOff.has(server.status)) return [];
      const words = commands.probe(server);
      const byHand = commands.person(server);
      if (words.ok && byHand.ok)
        return [{ target: { server, words: words.value, byHand: byHand.value }, intervalMs, fault: null }];
      const target = { server, words: [], byHand: [] };
      const said = words.ok ? '' : words.problem.message;
      return [{ target, intervalMs, fault: faultOf(target, 'no-address', said) }];
    });
}

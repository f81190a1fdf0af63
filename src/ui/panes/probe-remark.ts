import type { ProbeState } from '../../model/probe-state.ts';
import type { FleetState } from '../../store/fleet-state.ts';

/** `ssh to 12 servers, 3 opening, 2 failed, 40 not read: beyond ssh.most`; nothing where no server is sampled. */
export function probeRemark(probes: FleetState['probes']): string {
  if (probes.size === 0) return '';
  const count = (...phases: readonly ProbeState['phase'][]) =>
    [...probes.values()].filter(({ state }) => phases.includes(state.phase)).length;
  const connected = count('connected');
  const parts = [
    [count('waiting', 'connecting'), 'opening'],
    [count('failed'), 'failed'],
    [count('left-out'), 'not read: beyond ssh.most'],
  ] as const;
  return [
    `ssh to ${connected} ${connected === 1 ? 'server' : 'servers'}`,
    ...parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])),
  ].join(', ');
}

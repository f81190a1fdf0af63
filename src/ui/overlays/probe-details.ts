import { formatSpan } from '../../format/age.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatBytes } from '../../format/size.ts';
import type { HostReading } from '../../model/host-reading.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Metrics } from '../../model/metrics.ts';
import { notReadText, type ProbeState } from '../../model/probe-state.ts';
import type { ProbeEntry } from '../../store/fleet-state.ts';

/** What samples over ssh tell of a server, as fields; figures of which the provider has one, too, name their source. */
export const probeDetails = ({ state, ssh, api, logins }: ProbeEntry, now: number): JsonObject => ({
  ssh: {
    session: stateText(state, now),
    ...(ssh === null ? {} : figures(ssh, api)),
    ...(ssh?.host === undefined ? {} : hostFields(ssh.host)),
    ...(logins === null
      ? {}
      : {
          'logged in':
            logins.length === 0
              ? 'nobody'
              : logins.map(({ user, terminal, from, since, idleSeconds }) => ({
                  user,
                  terminal,
                  from,
                  since: since === null ? null : new Date(since).toISOString(),
                  idle: idleSeconds === null ? null : formatSpan(idleSeconds * 1_000),
                })),
        }),
  },
});

function stateText(state: ProbeState, now: number): string {
  switch (state.phase) {
    case 'waiting':
      return 'waits for its turn';
    case 'connecting':
      return 'is being opened';
    case 'connected':
      return `open for ${formatSpan(now - state.since)}${state.badLines === 0 ? '' : `, ${state.badLines} lines dropped`}`;
    case 'left-out':
      return notReadText(state.most);
    case 'failed':
      return `${state.fault.problem.message}; tried again in ${formatSpan(state.retryAt - now)}`;
  }
}

const figures = (ssh: Metrics, api: Metrics | null): JsonObject => ({
  cpu: withSource(ssh.cpuPercent, api?.cpuPercent ?? null),
  memory: withSource(ssh.memoryPercent, api?.memoryPercent ?? null),
});

const withSource = (ssh: number | null, api: number | null): string =>
  [
    ...(ssh === null ? [] : [`${formatPercent(ssh)} over ssh`]),
    ...(api === null ? [] : [`${formatPercent(api)} by the provider`]),
  ].join(', ') || '–';

const hostFields = (host: HostReading): JsonObject => ({
  cores: host.cores.map((percent) => formatPercent(percent)).join(' ') || null,
  load: host.load?.join(' ') ?? null,
  swap: usageText(host.swapUsedBytes, host.swapTotalBytes),
  'root disk': usageText(host.diskUsedBytes, host.diskTotalBytes),
  ...(host.busiest.length === 0
    ? {}
    : {
        busiest: host.busiest.map(({ pid, name, cpuPercent }) => ({
          process: name,
          pid,
          cpu: formatPercent(cpuPercent),
        })),
      }),
});

const usageText = (used: number | null, total: number | null): string =>
  used === null || total === null
    ? '–'
    : total === 0
      ? 'none'
      : `${formatBytes(used)} of ${formatBytes(total)} (${formatPercent((used / total) * 100)})`;

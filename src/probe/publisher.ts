import type { ProbeReport } from '../model/probe-report.ts';
import type { Clock } from '../runtime/deps.ts';

export type Publisher = { readonly add: (report: ProbeReport) => void };

/** What many servers tell is handed on together: a frame of the screen costs more than all of them. */
const publishMs = 250;

/** Gathers reports, of each server the newest of each part, and hands them on soon. */
export function createPublisher(
  clock: Clock,
  publish: (reports: readonly ProbeReport[]) => void,
  signal: AbortSignal,
): Publisher {
  const pending = new Map<string, ProbeReport>();
  const flush = async () => {
    await clock.sleep(publishMs, signal);
    if (signal.aborted) return;
    const reports = [...pending.values()];
    pending.clear();
    publish(reports);
  };
  return {
    add: (report) => {
      if (pending.size === 0) void flush();
      const before = pending.get(report.ref);
      pending.set(report.ref, {
        ...report,
        metrics: report.metrics ?? before?.metrics ?? null,
        logins: report.logins ?? before?.logins ?? null,
      });
    },
  };
}

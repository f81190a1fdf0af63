import type { ProviderReport } from '../provider-report.ts';
import { isoTime } from './iso-time.ts';
import { problemJson } from './problem-json.ts';

/** As the outside contract writes it: every field, null where unknown. */
export const providerJson = (report: ProviderReport) => ({
  name: report.name,
  type: report.type,
  state: report.state,
  latencyMs: report.usage.latencyMs,
  lastSuccessAt: isoTime(report.usage.lastSuccessAt),
  rateLimit: {
    limit: report.usage.rateLimit.limit,
    remaining: report.usage.rateLimit.remaining,
    resetAt: isoTime(report.usage.rateLimit.resetAt),
  },
  requests: report.usage.requests,
  error: report.error === null ? null : problemJson(report.error),
  windows: report.usage.windows.map(({ length, limit, used, resetAt }) => ({
    length,
    limit,
    used,
    resetAt: isoTime(resetAt),
  })),
  freshness:
    report.freshness === null
      ? null
      : {
          visible: report.freshness.visible,
          selectedSeconds: seconds(report.freshness.selectedMs),
          visibleSeconds: seconds(report.freshness.visibleMs),
          restSeconds: seconds(report.freshness.restMs),
        },
});

const seconds = (ms: number): number => Math.round(ms / 1_000);

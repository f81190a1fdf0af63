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
});

import { isJsonObject } from '../../src/model/json.ts';
import type { Result } from '../../src/model/result.ts';
import type { AnyPathApi } from './any-path-api.ts';
import type { Outcome, Target } from './members.ts';

/** How often the most repeated request was sent. */
export function longestRun(requests: AnyPathApi['requests']): number {
  const counts = new Map<string, number>();
  for (const { line } of requests) counts.set(line, (counts.get(line) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** True when a strange body was told as one: as the failure, or beside what could be read. */
export function isAdmitted(member: string, result: Result<unknown>): boolean {
  if (!result.ok) return result.problem.code === 'protocol';
  // The account is shown as the provider gives it, whatever that is.
  if (member === 'readAccount') return isJsonObject(result.value);
  const problems = isJsonObject(result.value) ? result.value['problems'] : undefined;
  return Array.isArray(problems) && problems.some((problem) => problem.code === 'protocol');
}

/** True when every server and app in an outcome is named after its provider, type and id, in every place. */
export function isLabelled(outcome: Outcome, { provider, type }: Omit<Target, 'id'>): boolean {
  return resourcesIn(outcome.result).every(
    (resource) =>
      resource['provider'] === provider &&
      resource['providerType'] === type &&
      resource['ref'] === `${provider}/${String(resource['id'])}`,
  );
}

type Row = Readonly<Record<string, unknown>>;

/** Whatever carries a reference of ours: details are the provider's own and do not. */
function resourcesIn(value: unknown): readonly Row[] {
  if (Array.isArray(value)) return value.flatMap(resourcesIn);
  if (!isJsonObject(value)) return [];
  const own: readonly Row[] = 'ref' in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap(resourcesIn)];
}

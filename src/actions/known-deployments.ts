import { z } from 'zod';
import { appStatusOf } from '../model/status.ts';
import type { Memory } from '../providers/provider.ts';

/** A deployment that fleetop has seen, for providers that list none. */
export type KnownDeployment = {
  readonly id: string;
  /** Reference of its app. */
  readonly app: string;
  /** The newest state seen, in the provider's word. */
  readonly status: string;
  /** Epoch ms of when it was first seen. */
  readonly at: number;
};

const stored = z
  .array(z.object({ id: z.string(), app: z.string(), status: z.string(), at: z.number() }))
  .catch([]);

const key = 'deployments';
const mostKept = 200;

/** Newest first. */
export const knownDeployments = (memory: Memory, app: string): readonly KnownDeployment[] =>
  stored.parse(memory.get(key)).filter((deployment) => deployment.app === app);

/** Adds a deployment, or a newer state of one that is known. */
export function rememberDeployment(memory: Memory, seen: KnownDeployment): void {
  memory.update(key, (before) => {
    const all = stored.parse(before);
    const known = all.find(({ id, app }) => id === seen.id && app === seen.app);
    const rest = all.filter((deployment) => deployment !== known);
    return [{ ...seen, at: known?.at ?? seen.at }, ...rest].sort((a, b) => b.at - a.at).slice(0, mostKept);
  });
}

/**
 * The deployment that the newest log of an app tells of: the newest that is known, if nobody saw its end yet and it is
 * not older than a day. Where it began elsewhere, or nothing is known, null.
 */
export function unfinishedDeployment(memory: Memory, app: string, now: number): KnownDeployment | null {
  const [newest] = knownDeployments(memory, app);
  if (newest === undefined || now - newest.at > oldestUnfinishedMs) return null;
  const status = appStatusOf(newest.status);
  return status === 'running' || status === 'failed' ? null : newest;
}

const oldestUnfinishedMs = 24 * 60 * 60_000;

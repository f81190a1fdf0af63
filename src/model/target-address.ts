import type { Target } from './action.ts';

/** Where a target is reached: a server's address, an app's first domain. */
export const targetAddress = (target: Target): string | null =>
  target.kind === 'server'
    ? (target.resource.ipv4 ?? target.resource.ipv6)
    : (target.resource.domains[0] ?? null);

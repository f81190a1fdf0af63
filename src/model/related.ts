import type { Deployment } from './deployment.ts';

export type RelatedSnapshot = {
  readonly name: string;
  readonly description: string | null;
  /** Epoch ms. */
  readonly createdAt: number | null;
};

export type RelatedDomain = {
  readonly host: string;
  readonly isVerified: boolean | null;
  readonly certificate: string | null;
};

/**
 * What a provider tells that belongs to one server or app, beside what its lists have. Null: its API has no such
 * thing. What could not be read is a sentence in `problems`.
 */
export type Related = {
  readonly snapshots: readonly RelatedSnapshot[] | null;
  readonly deployments: readonly Deployment[] | null;
  readonly domains: readonly RelatedDomain[] | null;
  readonly problems: readonly string[];
};

export const nothingRelated: Related = { snapshots: null, deployments: null, domains: null, problems: [] };

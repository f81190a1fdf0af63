import type { Deps } from '../../runtime/deps.ts';
import type { SpheronClient } from './client.ts';
import type { Scopes } from './scope.ts';

/** What every part of the adapter works with. */
export type Parts = {
  /** The configured name. */
  readonly provider: string;
  readonly client: SpheronClient;
  readonly scopes: Scopes;
  readonly clock: Deps['clock'];
};

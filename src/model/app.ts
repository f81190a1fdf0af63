import type { AppStatus } from './status.ts';

export type AppAction =
  | 'start'
  | 'stop'
  | 'reboot'
  | 'deploy'
  | 'redeploy'
  | 'rollback'
  | 'cancel'
  | 'authorize'
  | 'env'
  | 'domain'
  | 'ssl'
  | 'update'
  | 'delete';

/** One app, site, project or database at a provider. Null means the provider did not say. Times are epoch ms. */
export type App = {
  readonly ref: string;
  readonly provider: string;
  readonly providerType: string;
  readonly id: string;
  readonly name: string;
  readonly kind: 'app' | 'site' | 'database' | 'project';
  readonly status: AppStatus;
  /** The provider's own word; empty where it has none. */
  readonly providerStatus: string;
  readonly framework: string | null;
  readonly repository: string | null;
  readonly branch: string | null;
  readonly domains: readonly string[];
  /** Reference of the server it runs on, where the provider says. */
  readonly server: string | null;
  readonly lastDeployedAt: number | null;
  readonly createdAt: number | null;
  readonly actions: readonly AppAction[];
};

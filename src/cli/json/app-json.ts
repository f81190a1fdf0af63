import type { App } from '../../model/app.ts';
import { isoTime } from './iso-time.ts';

/** As the outside contract writes it: every field, null where unknown. */
export const appJson = (app: App) => ({
  ref: app.ref,
  provider: app.provider,
  providerType: app.providerType,
  id: app.id,
  name: app.name,
  kind: app.kind,
  status: app.status,
  providerStatus: app.providerStatus,
  framework: app.framework,
  repository: app.repository,
  branch: app.branch,
  domains: app.domains,
  server: app.server,
  lastDeployedAt: isoTime(app.lastDeployedAt),
  createdAt: isoTime(app.createdAt),
  actions: app.actions,
});

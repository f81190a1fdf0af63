import { isoMs } from '../time.ts';
import { type App, appStatus, finishedAt, primaryDomain } from './app-state.ts';

/** A row of the list. */
export const summary = (app: App, at: number) => {
  const good = app.deployments.findLast((entry) => entry.outcome === 'running' && finishedAt(entry) <= at);
  return {
    id: app.id,
    name: app.name,
    status: appStatus(app, at),
    framework: app.deployments.length === 0 ? null : app.framework,
    branch: app.branch,
    primaryDomain: primaryDomain(app),
    lastDeployedAt: good === undefined ? null : isoMs(finishedAt(good)),
    createdAt: isoMs(app.createdAt),
  };
};

/** An app fetched alone. */
export const detail = (app: App, at: number) => ({
  ...summary(app, at),
  repoUrl: app.repoUrl,
  buildType: app.buildType,
  customDomains: app.customDomains,
});

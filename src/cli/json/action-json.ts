import type { Report } from '../action/report.ts';
import { appJson } from './app-json.ts';
import { problemJson } from './problem-json.ts';
import { serverJson } from './server-json.ts';

/** As the outside contract writes it: every field, null where unknown. */
export const actionJson = (report: Report) => ({
  action: report.action,
  target: report.target,
  accepted: report.accepted,
  message: report.message,
  deploymentId: report.deploymentId,
  status: report.status,
  error: report.problem === null ? null : problemJson(report.problem),
});

/** The same with what was made, and what is shown this once. */
export const creationJson = (report: Report) => ({
  ...actionJson(report),
  created: report.created === null ? null : resourceJson(report.created),
  oneTimeSecret: report.oneTimeSecret,
});

const resourceJson = (resource: NonNullable<Report['created']>) =>
  'kind' in resource ? appJson(resource) : serverJson(resource);

import { jsonWord } from '../../model/json.ts';
import { appStatusOf, serverStatusOf } from '../../model/status.ts';
import { plainText } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { actionJson, creationJson } from '../json/action-json.ts';
import { problemSentence } from '../say-problems.ts';
import type { DryRequest } from './dry-run.ts';
import type { Report } from './report.ts';

/** One report alone, several as `results`; what a person reads goes with it, failures on stderr. */
export function printReports(context: Context, reports: readonly Report[], isSeveral: boolean): void {
  const [only] = reports;
  if (context.options.json === true)
    context.printJson(
      isSeveral || only === undefined ? { results: reports.map(actionJson) } : actionJson(only),
    );
  for (const report of reports) tell(context, report);
}

export function printCreation(context: Context, report: Report): void {
  if (context.options.json === true) context.printJson(creationJson(report));
  tell(context, report);
  if (report.oneTimeSecret === null || context.options.json === true) return;
  for (const [name, value] of Object.entries(report.oneTimeSecret))
    context.print([`${plainText(name)}: ${plainText(jsonWord(value))}`]);
  context.say('shown this once and stored nowhere: keep it now');
}

/** One report for a person. */
export function tell(context: Context, report: Report): void {
  const { action, problem, message, deploymentId, status } = report;
  const subject = subjectOf(report);
  if (problem !== null) {
    context.say(`${action} ${subject}: ${problemSentence(problem)}`);
    if (status !== null) context.say(`${report.name} is now ${status}`);
    return;
  }
  if (context.options.json === true) return;
  const isSaid = status === null || message === status || message.startsWith(`${status} `);
  const details = [
    message,
    isSaid ? null : isBad(status) ? `${report.name} is ${status}` : status,
    deploymentId === null ? null : `deployment ${deploymentId}`,
  ];
  context.print([plainText(`${action} ${subject}: ${details.filter((part) => part !== null).join(', ')}`)]);
}

/** How a target is by itself: alone behind what was done to it, it would read as how that went. */
const isBad = (status: string): boolean =>
  appStatusOf(status) === 'failed' || serverStatusOf(status) === 'error';

const subjectOf = ({ name, target }: Report): string =>
  target === null || target === name ? name : `${name} (${target})`;

/** The requests of a dry run: as JSON, or as they go over the wire. */
export function printDryRun(context: Context, requests: readonly DryRequest[]): void {
  if (context.options.json === true) {
    context.printJson({ requests });
    return;
  }
  for (const { method, url, headers, body } of requests) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const text = body === null ? [] : ['', JSON.stringify(body, null, 2)];
    context.print([`${method} ${url}`, ...lines, ...text].flatMap((line) => line.split('\n')).map(plainText));
  }
  context.say('dry run: nothing was sent');
}

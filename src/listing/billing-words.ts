import type { FleetReport, Sums } from '../billing/fleet-report.ts';
import { formatDateTime } from '../format/date.ts';
import { formatMoney } from '../format/money.ts';
import { totalText } from './billing-columns.ts';

/** What all accounts come to, a sentence each: for the pane and the command line alike. */
export const fleetSentences = (report: FleetReport): readonly string[] => [
  ...sentence('Balance', report.balance),
  ...sentence('A month', report.monthly),
  ...sentence('Off, but billed, a month', report.stopped),
  ...hitSentence(report),
];

/** One currency by itself is the total. */
function sentence(title: string, { amounts, total }: Sums): readonly string[] {
  if (amounts.length === 0) return [];
  const parts = amounts.map(formatMoney).join(' + ');
  const isOnly = total !== null && amounts.length === 1 && total.asOf === null;
  return [`${title}: ${parts}${total === null || isOnly ? '' : ` = ${totalText(total)}`}`];
}

/** Names shown of what stops first. */
const mostNames = 3;

function hitSentence({ firstHit, costs }: FleetReport): readonly string[] {
  if (firstHit === null) return [];
  const names = firstHit.atRisk
    .slice(0, mostNames)
    .flatMap((ref) => costs.servers.find(({ server }) => server.ref === ref)?.server.name ?? []);
  const more = firstHit.atRisk.length - names.length;
  const servers =
    names.length === 0 ? '' : `: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''} would stop`;
  const { provider } = firstHit.billing;
  return [`First to end: ${provider} on ${formatDateTime(firstHit.runway.endsAt)} UTC${servers}`];
}

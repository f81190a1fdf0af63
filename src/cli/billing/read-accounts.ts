import type { Billing } from '../../model/billing.ts';
import type { Problem } from '../../model/problem.ts';
import type { Server } from '../../model/server.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Clock } from '../../runtime/deps.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { readDetails } from '../server-details.ts';

/** What the providers told of money, and of the servers that cost it, in their configured order. */
export type AccountsRead = {
  /** `readAt` in epoch ms. */
  readonly billing: readonly { readonly billing: Billing; readonly readAt: number }[];
  readonly servers: readonly Server[];
  readonly problems: readonly Problem[];
  readonly code: ExitCode;
};

type Options = { readonly hasDetails: boolean; readonly clock: Clock; readonly signal: AbortSignal };

/**
 * Asks every provider at once. Servers come first: what billing needs of them is not asked for twice. What the one
 * cannot give does not keep the other; the exit code is that of billing alone, where a provider has it.
 */
export async function readAccounts(
  providers: readonly ConnectedProvider[],
  options: Options,
): Promise<AccountsRead> {
  const answers = await Promise.all(
    providers.map(async (connected) => {
      const listed = await listPriced(connected, options);
      const reading = await connected.provider.readBilling?.(options.signal);
      return { listed, reading, readAt: options.clock.now() };
    }),
  );
  const problems = answers.flatMap(({ listed, reading }) => [
    ...(reading === undefined ? [] : reading.ok ? reading.value.problems : [reading.problem]),
    ...listed.problems,
  ]);
  const asked = answers.flatMap(({ reading }) => reading ?? []);
  const distinct = problems.filter(
    (one, index) => !problems.some((other, at) => says(other, one, at < index)),
  );
  return {
    billing: answers.flatMap(({ reading, readAt }) =>
      reading?.ok === true ? [{ billing: reading.value.billing, readAt }] : [],
    ),
    servers: answers.flatMap(({ listed }) => listed.servers),
    problems: distinct,
    code: exitCodeOf(asked.length, asked.filter(({ ok }) => !ok).length, distinct.length > 0),
  };
}

/** Whether one problem says all that another does: billing may name the scope where the list of servers does not. */
const says = (one: Problem, other: Problem, isBefore: boolean): boolean =>
  one.provider === other.provider &&
  one.code === other.code &&
  (one.message === other.message ? isBefore : one.message.startsWith(`${other.message}: `));

type Priced = { readonly servers: readonly Server[]; readonly problems: readonly Problem[] };

async function listPriced(connected: ConnectedProvider, { hasDetails, signal }: Options): Promise<Priced> {
  const listed = await connected.provider.listServers?.(signal);
  if (listed === undefined) return { servers: [], problems: [] };
  if (!listed.ok) return { servers: [], problems: [listed.problem] };
  const { items, problems } = listed.value;
  if (!hasDetails) return { servers: items, problems };
  const { servers, problem } = await readDetails(connected, items, () => true, signal, 'facts');
  return { servers, problems: problem === null ? problems : [...problems, problem] };
}

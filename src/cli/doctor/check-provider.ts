import type { Problem } from '../../model/problem.ts';
import { listHint } from '../../model/problem.ts';
import { plainText } from '../../model/text.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import { SecretUnreadable } from '../../runtime/secret.ts';
import { type Check, failed, ok, warn } from './check.ts';

/** Clocks further apart than this make times and TLS unreliable. */
const greatestSkewMs = 60_000;

export type ClockReading = { readonly theirs: number; readonly ours: number };

/** One provider: its key, whether it is there, whether it takes the key, and its clock against ours. */
export async function checkProvider(
  { settings, provider }: ConnectedProvider,
  readClock: () => ClockReading | null,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const id = (what: string) => `provider.${settings.name}.${what}`;
  const unreadable = await keyFault(settings.secrets);
  if (unreadable !== null)
    return [failed(id('key'), unreadable, 'correct it in the configuration, or set what it names')];
  const key = ok(id('key'), 'the key can be read');
  const checked = await provider.check(signal);
  if (!checked.ok)
    return [key, ...answerFault(id, checked.problem, settings.baseUrl), ...clockCheck(id, readClock())];
  const { account, notes, warnings } = checked.value;
  const whose = account?.email ?? account?.name ?? account?.id ?? null;
  const accepted = ['the key is accepted', ...(whose === null ? [] : [`account ${whose}`]), ...notes];
  return [
    key,
    ok(id('reach'), `${settings.baseUrl} answers`),
    warnings.length === 0
      ? ok(id('access'), accepted.join('; '))
      : warn(id('access'), [...accepted, ...warnings].join('; '), 'look at the key at the provider'),
    ...clockCheck(id, readClock()),
  ];
}

async function keyFault({
  apiKey,
  clientId,
}: ConnectedProvider['settings']['secrets']): Promise<string | null> {
  try {
    await apiKey.reveal();
    await clientId?.reveal();
    return null;
  } catch (error) {
    if (error instanceof SecretUnreadable) return plainText(error.message);
    throw error;
  }
}

const unreached: ReadonlySet<Problem['code']> = new Set(['network', 'timeout', 'protocol']);

function answerFault(id: (what: string) => string, problem: Problem, baseUrl: string): readonly Check[] {
  const { code, message } = problem;
  if (unreached.has(code))
    return [failed(id('reach'), `${baseUrl}: ${message}`, 'check the network, HTTPS_PROXY and baseUrl')];
  const reached = ok(id('reach'), `${baseUrl} answers`);
  const isLasting = code === 'auth' || code === 'forbidden';
  return [
    reached,
    isLasting || code === 'server'
      ? failed(id('access'), message, listHint(code))
      : warn(id('access'), message, listHint(code)),
  ];
}

function clockCheck(id: (what: string) => string, reading: ClockReading | null): readonly Check[] {
  if (reading === null) return [];
  const skewMs = reading.ours - reading.theirs;
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  return [
    Math.abs(skewMs) <= greatestSkewMs
      ? ok(id('clock'), 'the clocks agree')
      : warn(
          id('clock'),
          `this clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} the provider's`,
          'set the time of this machine (NTP)',
        ),
  ];
}

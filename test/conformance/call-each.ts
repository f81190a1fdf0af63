import type { TraceEntry } from '../../src/http/trace.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { connectTestProvider, never, type TestProviderOptions } from '../support/provider.ts';
import { type Answer, type AnyPathApi, startAnyPathApi } from './any-path-api.ts';
import { membersOf, type Outcome } from './members.ts';

export const apiKey = 'key-0123456789-abcdef';
export const clientId = 'cid-0123456789';
export const name = 'mine';
const id = 'a1';
/** Time stands still, and a sleep is over at once. */
export const frozen: Clock = {
  now: () => Date.parse('2026-11-21T12:00:00Z'),
  elapsed: () => 0,
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

type Called = {
  readonly member: string;
  readonly outcome: Outcome;
  readonly api: AnyPathApi;
  readonly trace: readonly TraceEntry[];
};

/** Calls every member that the provider has, each on a server of its own that answers everything alike. */
export async function callEach(
  type: ProviderType,
  answer: Answer,
  options: TestProviderOptions & { readonly signal?: (api: AnyPathApi) => AbortSignal } = {},
): Promise<readonly Called[]> {
  const connect = (url: string, trace: TraceEntry[] = []) =>
    membersOf(
      connectTestProvider(type, url, {
        ...{ name, apiKey, clientId, clock: frozen, trace: (entry) => trace.push(entry) },
        ...options,
      }).provider,
      { provider: name, type, id },
    );
  return Promise.all(
    connect('http://127.0.0.1:1').map(async ([member]) => {
      const api = await startAnyPathApi(answer);
      const trace: TraceEntry[] = [];
      const call = new Map(connect(api.url, trace)).get(member);
      if (call === undefined) throw new Error(`${member} is there once and not twice`);
      return { member, outcome: await call(options.signal?.(api) ?? never), api, trace };
    }),
  );
}

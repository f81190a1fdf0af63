import { onTestFinished } from 'vitest';
import { createBudget } from '../../src/budget/budget.ts';
import type { RateLimits } from '../../src/budget/limits.ts';
import { createFetch } from '../../src/http/create-fetch.ts';
import { createHttpClient, type HttpClient, type HttpSettings } from '../../src/http/http-client.ts';
import type { Clock, Fetch } from '../../src/runtime/deps.ts';
import { createRecordingClock } from './recording-clock.ts';

export type TestClientOptions = Partial<HttpSettings> & {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly limits?: RateLimits;
  readonly limitsAreOurs?: boolean;
  /** PEM text of an authority that is trusted beside the built-in ones. */
  readonly ca?: string;
  /** As `NO_PROXY` names it. */
  readonly noProxy?: string;
  /** In place of one whose connections end with the test. */
  readonly fetch?: Fetch;
};

/** An HTTP client with a plain key and no limits worth the name; its connections end with the test. */
export function createTestClient(baseUrl: string, options: TestClientOptions = {}): HttpClient {
  const { clock = createRecordingClock(), random = () => 0, ...rest } = options;
  const {
    limits = { perMinute: 100_000 },
    limitsAreOurs = true,
    ca,
    noProxy,
    fetch: given,
    ...settings
  } = rest;
  const timeoutMs = settings.timeoutMs ?? 5_000;
  const { fetch, close } = createFetch({
    timeoutMs,
    noProxy,
    ...(ca === undefined ? {} : { ca }),
  });
  onTestFinished(close);
  return createHttpClient(
    {
      provider: 'acme',
      baseUrl,
      timeoutMs,
      budget: createBudget({ limits, limitsAreOurs, deps: { clock, random } }),
      authorize: async () => ({ authorization: 'Bearer key-1234567' }),
      onRejectedKey: () => {},
      readError: () => null,
      trace: () => {},
      isReadOnly: () => false,
      ...settings,
    },
    { fetch: given ?? fetch, clock, random },
  );
}

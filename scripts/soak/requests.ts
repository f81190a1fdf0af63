import type { ProviderEntry, RequestEntry } from '../../src/simulator/index.ts';

/** An intent of the journal, as far as requests are explained by it. */
export type Intent = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly provider: string;
  readonly target: string | null;
};

/** Longer after its intent no request can leave: it has a timeout of 15 s, and the simulator may be slow to note it. */
const longestMs = 30_000;

/**
 * What of the requests nobody asked for: a route that no sheet has, and what changes something without an intent of its
 * own in the journal. A path that was answered with 404 or 405 may be followed by its documented older one.
 */
export function unexpected(
  requests: readonly RequestEntry[],
  intents: readonly Intent[],
  providers: readonly ProviderEntry[],
): readonly string[] {
  const free = new Set(intents);
  const typeOf = (name: string) => providers.find((provider) => provider.name === name)?.type;
  const unexplained = requests.filter(({ method, provider, path, at }, index) => {
    if (method === 'GET') return false;
    const here = [...free].filter((intent) => {
      const age = at - Date.parse(intent.at);
      return typeOf(intent.provider) === provider && age >= -5 && age < longestMs;
    });
    const found = here.find(({ target }) => isAbout(path, target)) ?? here[0];
    if (found === undefined) return !isFallback(requests.slice(0, index), provider);
    free.delete(found);
    return false;
  });
  return [
    ...requests.filter(({ route }) => route === null).map((entry) => `${line(entry)}: no such route`),
    ...unexplained.map((entry) => `${line(entry)}: no intent in the journal`),
  ];
}

const line = ({ provider, method, path, status, at }: RequestEntry): string =>
  `${new Date(at).toISOString()} ${provider} ${method} ${path} ${status}`;

const isAbout = (path: string, target: string | null): boolean =>
  target !== null && decodeURIComponent(path).includes(`/${target.slice(target.indexOf('/') + 1)}`);

const isFallback = (before: readonly RequestEntry[], provider: string): boolean => {
  const last = before.findLast((entry) => entry.provider === provider && entry.method !== 'GET');
  return last?.status === 404 || last?.status === 405;
};

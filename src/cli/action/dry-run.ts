import type { JsonValue } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import { maskedText } from '../../model/mask.ts';
import { redactedBody } from '../../providers/redacted-body.ts';
import type { Fetch } from '../../runtime/deps.ts';

/** A request as it would have left, without its secrets. */
export type DryRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
};

export type DryRun = {
  /** A fetch that lets reads through and keeps everything else. */
  readonly wrap: (provider: string, fetch: Fetch) => Fetch;
  /** What was kept since the last call, with these texts as `***`. */
  readonly take: (secrets: readonly string[]) => readonly DryRequest[];
};

/** Stands where the network begins, so that nothing above it can send what changes anything. */
export function createDryRun(): DryRun {
  let kept: DryRequest[] = [];
  return {
    wrap: (_provider, fetch) => (url, init) => {
      const method = init?.method ?? 'GET';
      if (method === 'GET') return fetch(url, init);
      kept.push({
        method,
        url,
        headers: headersOf(init?.headers),
        body: typeof init?.body === 'string' ? parse(init.body) : null,
      });
      return Promise.reject(new Error('a dry run sends nothing'));
    },
    take: (secrets) => {
      const taken = kept;
      kept = [];
      return taken.map((request) => ({
        ...request,
        body: isJsonObject(request.body) ? redactedBody(request.body, secrets) : null,
      }));
    },
  };
}

function parse(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  return value;
}

/** Headers of ours that hold no key; of any other only the scheme is told. */
const openHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'user-agent']);

function headersOf(headers: unknown): Readonly<Record<string, string>> {
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (openHeaders.has(name.toLowerCase())) return [name, String(value)];
      const scheme = /^(Bearer|Basic) /i.exec(String(value))?.[0] ?? '';
      return [name, `${scheme}${maskedText}`];
    }),
  );
}

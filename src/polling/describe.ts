import type { JsonObject } from '../model/json.ts';
import { problem } from '../model/problem.ts';
import { fail, mapResult, type Result } from '../model/result.ts';
import type { Subject } from '../model/subject.ts';
import type { ConnectedProvider } from '../providers/connect.ts';

/** Fetches all that a provider says of a server, an app or the account, secrets masked. */
export type Describe = (subject: Subject, signal: AbortSignal) => Promise<Result<JsonObject>>;

export const createDescribe =
  (providers: readonly ConnectedProvider[]): Describe =>
  async (subject, signal) => {
    const connected = providers.find(({ settings }) => settings.name === subject.provider);
    const reading = connected === undefined ? undefined : read(connected, subject, signal);
    return (
      reading ??
      fail(
        problem('unsupported', `${connected?.title ?? subject.provider} gives no details of this`, {
          provider: subject.provider,
        }),
      )
    );
  };

function read({ provider }: ConnectedProvider, subject: Subject, signal: AbortSignal) {
  switch (subject.kind) {
    case 'server':
      return provider
        .readServer?.(subject.id, signal)
        .then((result) => mapResult(result, ({ details }) => details));
    case 'app':
      return provider
        .readApp?.(subject.id, signal)
        .then((result) => mapResult(result, ({ details }) => details));
    case 'account':
      return provider.readAccount?.(signal);
  }
}

import { prepareAction } from '../actions/act.ts';
import type { FormPorts } from '../commands/ports.ts';
import type { Fields } from '../model/action.ts';
import type { JsonObject } from '../model/json.ts';
import { problem } from '../model/problem.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import { choicesFrom, isAccountList } from './choices-from.ts';

/** Plans and regions change rarely, and reading them takes several requests. */
const freshMs = 10 * 60_000;

/** What the dashboard's forms ask of a session's providers. */
export function createFormPorts(
  providers: readonly ConnectedProvider[],
  clock: Pick<Clock, 'now'>,
  /** What is sent along with the creation of a server, as it may be shown. */
  addedFields: (provider: string) => Fields | null = () => null,
): FormPorts {
  const byName = new Map(providers.map((connected) => [connected.settings.name, connected]));
  const known = new Map<string, { readonly readAt: number; readonly account: JsonObject }>();
  const readAccount = async (name: string, signal: AbortSignal): Promise<JsonObject> => {
    const before = known.get(name);
    if (before !== undefined && clock.now() - before.readAt < freshMs) return before.account;
    const result = await byName.get(name)?.provider.readAccount?.(signal);
    if (result?.ok !== true) return {};
    known.set(name, { readAt: clock.now(), account: result.value });
    return result.value;
  };
  return {
    forms: (name) => {
      const forms = byName.get(name)?.provider.forms;
      const added = addedFields(name);
      return forms === undefined || added === null ? forms : { ...forms, createAdds: { server: added } };
    },
    choices: async (name, kind, signal) => {
      const fields = byName.get(name)?.provider.forms?.create[kind] ?? [];
      return fields.some(({ source }) => isAccountList(source))
        ? choicesFrom(await readAccount(name, signal), fields)
        : {};
    },
    check: async (request, signal) => {
      const name = 'create' in request ? request.provider : request.target.resource.provider;
      const connected = byName.get(name);
      if (connected === undefined) return problem('config', 'there is no such provider any more');
      const prepared = await prepareAction(connected, request, signal);
      return prepared.ok ? null : prepared.problem;
    },
  };
}

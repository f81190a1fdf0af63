import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { readShape } from '../lenient.ts';
import { scopeReply } from './schema.ts';

/** What a token's organization holds; null where the scope does not say it in a word we know. */
export type AppType = 'app' | 'compute' | 'storage';

export type Scope = {
  readonly organizationId: string;
  readonly organizationName: string | null;
  readonly appType: AppType | null;
  readonly user: string | null;
  readonly email: string | null;
  /** Documented is exactly one. */
  readonly organizations: number;
};

export type Scopes = {
  /** Remembered after the first success. */
  readonly read: (signal: AbortSignal) => Promise<Result<Scope>>;
  readonly forget: () => void;
};

/** The token's scope, asked for once however many want it at the same time. */
export function createScopes(
  load: (signal: AbortSignal) => Promise<Result<unknown>>,
  provider: string,
): Scopes {
  let known: Scope | null = null;
  let asked: { readonly signal: AbortSignal; readonly answer: Promise<Result<Scope>> } | null = null;

  const ask = async (signal: AbortSignal): Promise<Result<Scope>> => {
    const body = await load(signal);
    const scope = body.ok ? toScope(body.value, provider) : body;
    if (scope.ok) known = scope.value;
    asked = null;
    return scope;
  };

  const read = async (signal: AbortSignal): Promise<Result<Scope>> => {
    if (known !== null) return succeed(known);
    asked ??= { signal, answer: ask(signal) };
    const asking = asked;
    const scope = await asking.answer;
    const isOnlyCancelled = !scope.ok && asking.signal.aborted && !signal.aborted;
    return isOnlyCancelled ? read(signal) : scope;
  };

  return {
    read,
    forget: () => {
      known = null;
    },
  };
}

function toScope(body: unknown, provider: string): Result<Scope> {
  const read = readShape(scopeReply, body, 'the token scope', provider);
  if (!read.ok) return read;
  const { user, organizations } = read.value;
  const organization = organizations[0];
  if (organization === undefined)
    return fail(problem('auth', 'the token has no organization in its scope', { provider }));
  return succeed({
    organizationId: organization.id,
    organizationName: organization.name ?? organization.username,
    appType: toAppType(organization.appType),
    user: user?.name ?? user?.username ?? null,
    email: user?.email ?? null,
    organizations: organizations.length,
  });
}

const appTypes: readonly AppType[] = ['app', 'compute', 'storage'];

const toAppType = (word: string | null): AppType | null =>
  appTypes.find((type) => type === word?.toLowerCase()) ?? null;

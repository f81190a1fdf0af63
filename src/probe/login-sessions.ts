import type { LoginSession } from '../model/login-session.ts';
import type { Server } from '../model/server.ts';
import type { Login } from './login-line.ts';

/** The logins of a server, each once. */
export function loginSessions(
  { ref, provider, name }: Pick<Server, 'ref' | 'provider' | 'name'>,
  logins: readonly Login[],
): readonly LoginSession[] {
  const byKey = new Map<string, LoginSession>();
  for (const login of logins) {
    const key = `${ref} ${login.user} ${login.terminal} ${login.since ?? ''}`;
    byKey.set(key, { ref: key, server: ref, provider, name, ...login });
  }
  return [...byKey.values()];
}

import type { LoginSession } from '../../model/login-session.ts';
import { isoTime } from './iso-time.ts';

/** As the outside contract writes it: every field, null where unknown. */
export const sessionJson = ({ server, user, terminal, from, since, idleSeconds }: LoginSession) => ({
  server,
  user,
  terminal,
  from,
  since: isoTime(since),
  idleSeconds,
});

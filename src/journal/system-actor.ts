import { hostname, userInfo } from 'node:os';
import { processStart } from '../state/process-start.ts';
import type { Actor } from './entry.ts';

/** Who acts by this process: the system's user, and who became it by sudo. */
export function systemActor(env: NodeJS.ProcessEnv, pid: number): Actor {
  const username = systemUser() ?? env['USER'] ?? 'unknown';
  const before = env['SUDO_USER'];
  return {
    user: before === undefined || before === '' ? username : `${username} (sudo from ${before})`,
    host: hostname(),
    pid,
    processStart: processStart(pid),
  };
}

/** A user id may have no name, as in many containers. */
function systemUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

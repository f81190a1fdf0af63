import { hostname, userInfo } from 'node:os';
import type { Actor } from './entry.ts';

/** Who runs this process: `root (sudo from ann)` where it was begun with sudo. */
export function currentActor(env: Readonly<Record<string, string | undefined>>): Actor {
  const user = systemUser() ?? env['USER'] ?? env['LOGNAME'] ?? 'unknown';
  const before = env['SUDO_USER'];
  const isSudo = before !== undefined && before !== '' && before !== user;
  return { user: isSudo ? `${user} (sudo from ${before})` : user, host: hostname(), pid: process.pid };
}

/** A user id may have no name, as in many containers. */
function systemUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

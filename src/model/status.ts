export type ServerStatus =
  | 'provisioning'
  | 'running'
  | 'starting'
  | 'stopping'
  | 'stopped'
  | 'rebooting'
  | 'suspended'
  | 'error'
  | 'deleted'
  | 'unknown';

export type AppStatus =
  | 'idle'
  | 'building'
  | 'deploying'
  | 'running'
  | 'starting'
  | 'stopping'
  | 'stopped'
  | 'failed'
  | 'unknown';

const serverWords: Readonly<Record<Exclude<ServerStatus, 'unknown'>, readonly string[]>> = {
  running: ['running', 'active', 'online'],
  provisioning: ['provisioning', 'pending', 'creating', 'building', 'deploying'],
  starting: ['starting'],
  stopping: ['stopping', 'shutting-down'],
  rebooting: ['rebooting', 'restarting'],
  stopped: ['stopped', 'off', 'offline', 'poweroff', 'shutdown'],
  suspended: ['suspended'],
  error: ['error', 'failed', 'failed-start'],
  deleted: ['deleted', 'terminated', 'closed'],
};

const appWords: Readonly<Record<Exclude<AppStatus, 'unknown'>, readonly string[]>> = {
  running: ['running', 'deployed', 'active'],
  starting: ['starting', 'restarting'],
  building: ['building', 'prequeue', 'queued', 'authorizationneeded', 'provisioning', 'creating'],
  deploying: ['deploying', 'pending'],
  stopping: ['stopping', 'killing'],
  stopped: ['stopped', 'exited', 'paused', 'suspended'],
  failed: ['failed', 'error', 'crashed', 'timedout'],
  idle: ['idle'],
};

function byWord<S extends string>(table: Readonly<Record<S, readonly string[]>>): ReadonlyMap<string, S> {
  const statuses = new Map<string, S>();
  for (const status in table) for (const word of table[status]) statuses.set(word, status);
  return statuses;
}

const serverStatuses = byWord(serverWords);
const appStatuses = byWord(appWords);

/** Our word for a provider's server status, compared without case; an unlisted word is `unknown`. */
export const serverStatusOf = (word: string): ServerStatus =>
  serverStatuses.get(word.trim().toLowerCase()) ?? 'unknown';

/** Our word for a provider's app or deployment status, compared without case; an unlisted word is `unknown`. */
export const appStatusOf = (word: string): AppStatus =>
  appStatuses.get(word.trim().toLowerCase()) ?? 'unknown';

/** True while a status is on its way to another: the resource has not settled. */
export const isTransient = (status: ServerStatus | AppStatus): boolean => transient.has(status);

const transient: ReadonlySet<string> = new Set([
  'provisioning',
  'starting',
  'stopping',
  'rebooting',
  'building',
  'deploying',
]);

import type { Deed, Fields } from '../../src/model/action.ts';

/** Changes that some provider's form takes: one of them fits wherever there is anything to change. */
const changes: readonly Fields[] = [
  { branch: 'main' },
  { serviceCount: '1' },
  { autoupdates: 'true' },
  { domains: 'new.example.com' },
  { 'user.password': 'long enough 1' },
];

const alone = (
  verb: Extract<
    Deed,
    {
      verb:
        | 'start'
        | 'stop'
        | 'shutdown'
        | 'reboot'
        | 'deploy'
        | 'redeploy'
        | 'cancel'
        | 'authorize'
        | 'delete';
    }
  >['verb'],
): readonly Deed[] => [{ verb }];

/** What each verb can be asked as. A new verb stops the build here until it has its line. */
export const deeds: Readonly<Record<Deed['verb'], readonly Deed[]>> = {
  start: alone('start'),
  stop: alone('stop'),
  shutdown: alone('shutdown'),
  reboot: alone('reboot'),
  deploy: alone('deploy'),
  redeploy: alone('redeploy'),
  cancel: alone('cancel'),
  authorize: alone('authorize'),
  delete: alone('delete'),
  rename: [{ verb: 'rename', name: 'another' }],
  rollback: [{ verb: 'rollback', deploymentId: 'd1' }],
  update: changes.map((fields) => ({ verb: 'update', fields })),
  snapshot: [{ verb: 'snapshot', name: 'before', description: null, includesRam: false }],
  env: [true, false].map((isWhole) => ({ verb: 'env', change: 'set', values: { NEW: '1' }, isWhole })),
  domain: (['add', 'remove', 'verify'] as const).map((change) => ({
    verb: 'domain',
    change,
    host: 'new.example.com',
  })),
  ssl: (['auto', 'force', 'off'] as const).map((mode) => ({ verb: 'ssl', mode })),
};

import { expect, test } from 'vitest';
import { dig, rowsAt, startBench } from './support.ts';

test.each([
  ['sparrow', ['/api/v1/account', '/api/v1/servers', '/api/v1/nestdeploy/apps']],
  [
    'cyber',
    [
      '/health',
      '/test',
      '/scopes',
      '/account',
      '/billing',
      '/account/api-keys',
      '/vps/plans',
      '/vps/locations',
      '/vps/templates',
      '/vps/45',
      '/vps/45/status',
      '/vps/45/console',
      '/vps/45/snapshots',
      '/vps/45/deployment',
    ],
  ],
  ['hostwares', ['/sites', '/databases', '/credits', '/credits/transactions', '/credits/packages']],
  ['pilot', ['/servers', '/apps', '/dbs', '/sysusers', '/sshkeys']],
  ['spheron-sites', ['/v1/api-keys/scope', '/v1/profile/', '/v1/project/1/domains/cdn-records']],
  [
    'spheron-compute',
    [
      '/v1/compute-machine-image',
      '/v1/compute-machine-image/regions',
      '/v1/price/liveTokenPrice/7431',
      '/v1/marketplace-app',
    ],
  ],
] as const)('every plain read of %s answers', async (provider, paths) => {
  const bench = await startBench();
  for (const path of paths) {
    const { status, body } = await bench.ask(provider, `GET ${path}`);
    expect([path, status]).toEqual([path, 200]);
    expect(body).not.toEqual({});
  }
});

test('everything below a Spheron organization answers', async () => {
  const bench = await startBench();
  const organization = async (account: string) =>
    `/v1/organization/${dig((await bench.ask(account, 'GET /v1/api-keys/scope')).body, 'organizations', 0, 'id')}`;
  const site = await organization('spheron-sites');
  const compute = await organization('spheron-compute');
  const read = async (account: string, path: string): Promise<unknown> => {
    const { status, body } = await bench.ask(account, `GET ${path}`);
    expect([path, status]).toEqual([path, 200]);
    return body;
  };
  for (const end of ['', '/overdue', '/coupons', '/invites', '/projects/count'])
    await read('spheron-sites', site + end);
  const usage = await read('spheron-sites', `${site}/subscription-usage/specialization/wa-global`);
  expect(dig(usage, 'usage', 'usedBandwidth')).toBeLessThan(Number(dig(usage, 'usage', 'bandwidthLimit')));
  await read('spheron-compute', `${compute}/subscription-usage/specialization/c-akash`);

  const project = `/v1/project/${dig(await read('spheron-sites', `${site}/projects`), 'projects', 0, '_id')}`;
  for (const end of ['', '/deployments', '/deployment-environments', '/domains'])
    await read('spheron-sites', project + end);
  const counts = await read('spheron-sites', `${project}/deployments/count`);
  expect(dig(counts, 'total')).toBe(rowsAt(await read('spheron-sites', `${project}/deployments`)).length);

  const clusters = rowsAt(await read('spheron-compute', `${compute}/compute-projects`), 'computeProjects');
  expect(dig(await read('spheron-compute', `${compute}/compute-projects/count`), 'count')).toBe(
    clusters.length,
  );
  const cluster = `/v1/compute-project/${dig(clusters[0], '_id')}`;
  await read('spheron-compute', cluster);
  const list = await read('spheron-compute', `${cluster}/instances?topupReport=y`);
  const daily = rowsAt(list, 'extendedInstances').reduce<number>(
    (sum, row) => sum + Number(dig(row, 'topupReport', 'dailyUsage')),
    0,
  );
  expect(dig(await read('spheron-compute', `${cluster}/funds-usage`), 'dailyUsage')).toBeCloseTo(daily, 2);
  expect(dig(await read('spheron-compute', `${cluster}/instances/count`), 'total')).toBe(
    rowsAt(list, 'extendedInstances').length,
  );
});

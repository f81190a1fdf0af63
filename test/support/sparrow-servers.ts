import { startApi } from './api.ts';

export type SparrowRow = {
  readonly id: string;
  readonly name: string;
  readonly ipv4: string | null;
  readonly ipv6?: string;
  readonly status?: string;
};

const data = (value: unknown) => ({ body: { success: true, data: value } });

/** A server as SparrowHost lists it. */
export const sparrowRow = ({ id, name, ipv4, ipv6, status = 'running' }: SparrowRow) => ({
  id,
  name,
  status,
  ipv4,
  ipv6: ipv6 ?? null,
  region: 'in-noida-1',
  plan: 'vps-amd-2vcpu-4gb',
  os: 'Ubuntu 24.04 LTS',
  cpuCores: 2,
  ramMb: 4096,
  diskGb: 80,
  bandwidthGb: 2000,
  monthlyPrice: '850.00',
  createdAt: '2026-01-15T10:00:00.000Z',
});

/** A SparrowHost with these servers and nothing else; the text is a configuration for it. */
export async function sparrowConfig(servers: readonly SparrowRow[]): Promise<string> {
  const api = await startApi({
    'GET /api/v1/account': data({
      id: 'a',
      name: 'Ops',
      email: 'o@example.com',
      balance: '1.00',
      currency: 'INR',
    }),
    'GET /api/v1/nestdeploy/apps': data([]),
    'GET /api/v1/servers': data(servers.map(sparrowRow)),
    ...Object.fromEntries(
      servers.map((server) => [`GET /api/v1/servers/${server.id}`, data(sparrowRow(server))]),
    ),
  });
  return `providers:\n  - name: sparrow\n    type: sparrowhost\n    apiKey: sph_key\n    baseUrl: ${api.url}\n`;
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A CyberPanel of its own that refuses nobody, with as many servers as it is told, whose load is another at every
// request. Says `listening PORT`.

const [servers = 16] = process.argv.slice(2).map(Number);
const prefix = '/api/v1';

let requests = 0;
const server = createServer(({ url = '' }, response) => {
  requests += 1;
  const data = dataOf((url.split('?')[0] ?? '').slice(prefix.length));
  response.writeHead(data === null ? 404 : 200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(data === null ? { success: false, error: { code: 'X' } } : { success: true, data }),
  );
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`);
});

function dataOf(path: string): unknown {
  if (path === '/vps')
    return {
      instances: Array.from({ length: servers }, (_, index) => serverOf(index)),
      pagination: { limit: 100, offset: 0, total: servers, has_more: false },
    };
  if (path.endsWith('/status')) return loadNow();
  const found = /^\/vps\/(\d+)$/.exec(path);
  return found === null ? null : serverOf(Number(found[1]));
}

const serverOf = (index: number) => ({
  id: index,
  name: `web-${index}.example.net`,
  status: 'running',
  ip_address: `192.0.2.${index}`,
  is_suspended: false,
  created_at: '2025-01-01T00:00:00Z',
  plan: { name: 'KVM 4', cpu_cores: 4, ram_mb: 8_192, disk_gb: 160, bandwidth_gb: 4_000, price: '48.00' },
  location: { code: 'de', name: 'Germany' },
  billing: { hourly_rate: '0.0657' },
});

const loadNow = () => ({
  status: 'running',
  cpu: { usage_percent: 40 + 35 * Math.sin(requests / 3) },
  memory: { used_bytes: 4e9, total_bytes: 8e9, usage_percent: 50 + 25 * Math.cos(requests / 5) },
  disk: { read_bytes: requests * 1e5, write_bytes: requests * 2e5 },
  network: { in_bytes: requests * 3e5, out_bytes: requests * 4e5 },
  uptime_seconds: 86_400 + requests,
});

import type { Response } from 'undici';
import type { Clock, Fetch } from '../../src/runtime/deps.ts';

export type CyberPanelAccountOptions = {
  readonly clock: Clock;
  readonly servers: number;
  /** What it says of its limits: in every reply, in refusals alone, or nothing. */
  readonly tells?: 'retry-after' | 'reset' | 'nothing';
  readonly limits?: { readonly perMinute: number; readonly perHour: number };
};

export type CyberPanelAccount = {
  readonly fetch: Fetch;
  /** When each request came in, ms of the clock's `elapsed`; refused ones, too. */
  readonly cameAt: readonly number[];
  /** How many were refused since it began. */
  readonly refused: () => number;
  readonly paths: readonly string[];
  /** Everything is refused for so long, whatever was sent. */
  readonly refuseFor: (ms: number) => void;
};

const latencyMs = 120;
const pageSize = 100;

/** CyberPanel's API behind a fetch, on a simulated clock, keeping its own count over rolling windows. */
export function createCyberPanelAccount(options: CyberPanelAccountOptions): CyberPanelAccount {
  const { clock, servers, tells = 'nothing' } = options;
  const { perMinute, perHour } = options.limits ?? { perMinute: 60, perHour: 1_000 };
  const cameAt: number[] = [];
  const paths: string[] = [];
  let refusesUntil = 0;
  let refused = 0;
  const never = new AbortController().signal;
  const within = (ms: number) => cameAt.filter((at) => at > clock.elapsed() - ms).length;

  const fetch: Fetch = async (address) => {
    const url = new URL(address);
    const path = url.pathname;
    await clock.sleep(latencyMs / 2, never);
    cameAt.push(clock.elapsed());
    paths.push(path + url.search);
    const isOver = within(60_000) > perMinute || within(3_600_000) > perHour;
    const isRefused = isOver || clock.elapsed() < refusesUntil;
    if (isRefused) refused += 1;
    const waitMs = Math.max(refusesUntil - clock.elapsed(), isOver ? 60_000 : 0);
    const headers = new Map<string, string>();
    if (isRefused && tells === 'retry-after') headers.set('retry-after', String(Math.ceil(waitMs / 1_000)));
    if (isRefused && tells === 'reset')
      headers.set('x-ratelimit-reset', String(Math.ceil((clock.now() + waitMs) / 1_000)));
    await clock.sleep(latencyMs / 2, never);
    return replyOf(
      isRefused ? 429 : 200,
      headers,
      isRefused
        ? { success: false, error: 'Rate limit exceeded', error_code: 'RATE_LIMIT_EXCEEDED' }
        : dataOf(url, servers),
    );
  };
  return {
    fetch,
    cameAt,
    paths,
    refused: () => refused,
    refuseFor: (ms) => {
      refusesUntil = clock.elapsed() + ms;
    },
  };
}

function dataOf(url: URL, servers: number): unknown {
  const [, id, part] = /\/vps\/(\d+)(\/status)?$/.exec(url.pathname) ?? [];
  const success = (data: unknown) => ({ success: true, data });
  if (url.pathname.endsWith('/vps')) {
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const count = Math.max(0, Math.min(pageSize, servers - offset));
    return success({
      instances: Array.from({ length: count }, (_, index) => rowOf(offset + index + 1)),
      pagination: { limit: pageSize, offset, total: servers, has_more: offset + count < servers },
    });
  }
  if (part !== undefined)
    return success({
      vps_id: Number(id),
      status: 'running',
      cpu: { usage_percent: 12.5, cores: 1 },
      memory: { used_bytes: 1, total_bytes: 2, usage_percent: 50 },
      disk: { read_bytes: 1, write_bytes: 1 },
      network: { in_bytes: 1, out_bytes: 1 },
      uptime_seconds: 1,
    });
  if (id !== undefined)
    return success({
      ...rowOf(Number(id)),
      plan: {
        id: 1,
        name: 'Starter',
        cpu_cores: 1,
        ram_mb: 1024,
        disk_gb: 25,
        bandwidth_gb: 1000,
        price: '6.00',
      },
      location: { code: 'la', name: 'Los Angeles, USA' },
    });
  if (url.pathname.endsWith('/billing'))
    return success({
      balance: '150.00',
      auto_funding: { enabled: true, threshold: '10.00', amount: '50.00' },
      recent_invoices: [],
    });
  return success({});
}

const rowOf = (id: number) => ({
  id,
  vmid: id,
  name: `vps-${id}`,
  status: 'running',
  ip_address: '203.0.113.5',
  is_suspended: false,
  created_at: '2026-01-05T12:00:00Z',
});

/** As much of a reply as is read of one. */
const replyOf = (status: number, headers: ReadonlyMap<string, string>, body: unknown): Response =>
  ({
    status,
    headers: { get: (name: string) => headers.get(name) ?? null, has: (name: string) => headers.has(name) },
    body: (async function* () {
      yield new TextEncoder().encode(JSON.stringify(body));
    })(),
  }) as unknown as Response;

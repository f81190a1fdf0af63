import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSandbox, node, program } from '../bench/sandbox.ts';
import { systemClock } from '../src/runtime/system-clock.ts';
import { busiest } from '../test/support/busiest.ts';
import { createCyberPanelAccount } from '../test/support/cyberpanel-account.ts';
import { build } from './bundle.ts';
import { openPseudoTerminal } from './pseudo-terminal.ts';

/**
 * Two dashboards and a command now and then on one CyberPanel key with 200 servers, in real time (minutes as the first
 * argument, 5 by default). Exits 1 when the server counted more than its limits in any rolling minute or hour.
 */
const minutes = Number(process.argv[2] ?? 5);
const limits = { perMinute: 60, perHour: 1_000 };
const keyEveryMs = 4_000;
const commandEveryMs = 45_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

await build();
const account = createCyberPanelAccount({ clock: systemClock, servers: 200, tells: 'retry-after', limits });
const server = createServer(async (request, response) => {
  const reply = await account.fetch(`http://127.0.0.1${request.url}`);
  response.writeHead(reply.status, { 'content-type': 'application/json' });
  for await (const chunk of reply.body ?? []) response.write(chunk);
  response.end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const sandbox = createSandbox();
const config = join(sandbox.folder, 'config.yaml');
const { port } = server.address() as AddressInfo;
writeFileSync(
  config,
  `providers:\n  - name: cyber\n    type: cyberpanel\n    apiKey: { command: [echo, key-1] }\n    baseUrl: http://127.0.0.1:${port}/api/v1\n`,
  { mode: 0o600 },
);
const dashboards = [40, 60].map((rows) =>
  openPseudoTerminal({
    command: node,
    args: [program, '--config', config],
    env: sandbox.env,
    columns: 140,
    rows,
  }),
);
const startedAt = Date.now();
let commands = 0;
let nextCommandAt = startedAt + commandEveryMs / 3;
while (Date.now() - startedAt < minutes * 60_000) {
  await pause(keyEveryMs);
  for (const dashboard of dashboards) dashboard.write('j');
  if (Date.now() < nextCommandAt) continue;
  nextCommandAt += commandEveryMs;
  commands += 1;
  spawn(node, [program, 'status', '--json', '--config', config], { env: sandbox.env, stdio: 'ignore' });
}
const screens = dashboards.map(({ screen }) => screen.text().split('\n').slice(0, 3).join('\n'));
for (const dashboard of dashboards) await dashboard.close();
server.closeAllConnections();
server.close();
sandbox.remove();

const counted = {
  minutes,
  commands,
  requests: account.cameAt.length,
  refused: account.refused(),
  busiestMinute: busiest(account.cameAt, 60_000),
  busiestHour: busiest(account.cameAt, 3_600_000),
};
process.stdout.write(`${JSON.stringify(counted)}\n`);
process.stderr.write(`${screens.join('\n')}\n`);
const isInside =
  counted.busiestMinute <= limits.perMinute && counted.busiestHour <= limits.perHour && counted.refused === 0;
process.exitCode = isInside && counted.requests > 10 * minutes ? 0 : 1;

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// A SparrowHost of its own, with 40 servers and as many apps as it is told, whose logs all begin at a word on standard input and
// together give so many lines a second for so many seconds. Each line tells when it was sent, epoch ms. Says `listening PORT`, and at the end `sent LINES`.

const [apps = 1, linesPerSecond = 50_000, seconds = 30] = process.argv.slice(2).map(Number);
const servers = 40;
const tickMs = 10;
const prefix = '/api/v1';

const streams = new Set<ServerResponse>();
const server = createServer(({ url = '' }, response) => {
  const path = url.split('?')[0] ?? '';
  if (path.endsWith('/logs')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    streams.add(response);
    response.on('close', () => streams.delete(response));
    return;
  }
  const data = dataOf(path);
  response.writeHead(data === null ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(data === null ? { success: false, message: 'no' } : { success: true, data }));
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`);
});
process.stdin.once('data', () => void flood());

function dataOf(path: string): unknown {
  if (path === `${prefix}/account`)
    return { id: 'a', name: 'Bench', email: 'a@example.com', balance: '1.00', currency: 'INR' };
  if (path === `${prefix}/servers`) return Array.from({ length: servers }, (_, index) => serverOf(index));
  if (path === `${prefix}/nestdeploy/apps`) return Array.from({ length: apps }, (_, index) => appOf(index));
  const found = /\/nestdeploy\/apps\/app-(\d+)$/.exec(path);
  return found === null ? null : appOf(Number(found[1]));
}

const serverOf = (index: number) => ({ id: `server-${index}`, name: `web-${index}`, status: 'running' });
const appOf = (index: number) => ({ id: `app-${index}`, name: `app-${index}`, status: 'running' });

/** Keeps to the rate on average; a tick that came late makes up for it. */
async function flood(): Promise<void> {
  const startedAt = performance.now();
  const wanted = linesPerSecond * seconds;
  let sent = 0;
  while (sent < wanted) {
    const due = Math.min(wanted, Math.round(((performance.now() - startedAt) / 1_000) * linesPerSecond));
    const share = Math.ceil((due - sent) / streams.size);
    for (const stream of streams) {
      const count = Math.min(share, due - sent);
      stream.write(messages(sent, count));
      sent += count;
    }
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  process.stdout.write(`sent ${sent}\n`);
}

function messages(from: number, count: number): string {
  const at = Date.now();
  const ts = `${new Date(at).toISOString().slice(0, 19)}Z`;
  let text = '';
  for (let index = from; index < from + count; index += 1)
    text += `data: {"line":"t=${at} GET /products/${index}?page=${index % 7} 200 ${index % 180}ms","ts":"${ts}"}\n\n`;
  return text;
}

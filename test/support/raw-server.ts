import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type RawServer = {
  readonly url: string;
  /** Connections so far on which a whole request head came. */
  readonly requests: () => number;
};

/** A TCP server that answers each request head by hand, for replies that no HTTP library would send. */
export async function startRawServer(answer: (socket: Socket) => void): Promise<RawServer> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let head = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      head += String(chunk);
      if (!head.includes('\r\n\r\n')) return;
      head = '';
      requests += 1;
      answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests: () => requests };
}

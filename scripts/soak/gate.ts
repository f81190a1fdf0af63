import { createServer, connect as open, type Server, type Socket } from 'node:net';

/** What the way to the simulator does. */
export type GateState =
  | 'open'
  /** Nobody listens: connections are refused. */
  | 'closed'
  /** Connections are taken, and nothing is said on them. */
  | 'silent';

/** A way to another port of this machine that can be closed, as a network can. */
export type Gate = {
  readonly port: number;
  readonly set: (state: GateState) => Promise<void>;
  readonly state: () => GateState;
  /** Resets every connection there is. */
  readonly cut: () => void;
  /** Whether what comes from behind stays here for now. */
  readonly hold: (isHeld: boolean) => void;
  readonly close: () => Promise<void>;
};

export async function openGate(behind: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const answering = new Set<Socket>();
  /** Those whose other side was closed while all was held. */
  const ended = new Set<Socket>();
  let isHeld = false;
  let state: GateState = 'open';
  const server = createServer((socket) => {
    keep(socket);
    if (state === 'silent') return;
    const other = open(behind, '127.0.0.1');
    keep(other);
    socket.pipe(other);
    answering.add(other);
    other.on('data', (bytes) => {
      if (!socket.write(bytes)) other.pause();
    });
    socket.on('drain', () => {
      if (!isHeld) other.resume();
    });
    if (isHeld) other.pause();
    socket.on('close', () => other.destroy());
    other.on('close', () => {
      answering.delete(other);
      if (isHeld) ended.add(socket);
      else socket.destroy();
    });
  });
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const port = await listen(server, 0);
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      cut();
    });
  return {
    port,
    cut,
    state: () => state,
    hold: (shall) => {
      isHeld = shall;
      for (const socket of answering) isHeld ? socket.pause() : socket.resume();
      if (isHeld) return;
      for (const socket of ended) socket.destroy();
      ended.clear();
    },
    set: async (next) => {
      if (next === state) return;
      if (state === 'closed') await listen(server, port);
      state = next;
      if (next === 'closed') await stop();
      // Those that are kept alive would go on as if nothing had happened.
      else if (next === 'silent') cut();
    },
    close: async () => {
      if (state !== 'closed') await stop();
      state = 'closed';
    },
  };
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

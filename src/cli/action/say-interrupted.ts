import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Context } from '../context.ts';

/** The connection, which says on the way out what of it has been sent and has no answer yet. */
export const sayingInterrupted = (
  context: Context,
  connected: ConnectedProvider,
  what: string,
): ConnectedProvider => ({
  ...connected,
  send: async (request, signal) => {
    const tell = () =>
      context.say(`${what}: interrupted before an answer came: not known whether it happened`);
    signal.addEventListener('abort', tell, { once: true });
    try {
      return await connected.send(request, signal);
    } finally {
      signal.removeEventListener('abort', tell);
    }
  },
});

import type { ReadError } from '../../../src/http/read-json.ts';
import { isJsonObject } from '../../../src/model/json.ts';
import { mapResult, succeed } from '../../../src/model/result.ts';
import { errorSentence, isRefusal } from '../../../src/providers/error-sentence.ts';
import { showableDetails } from '../../../src/providers/hide-credentials.ts';
import { readRows, readShape } from '../../../src/providers/lenient.ts';
import type { Provider, ProviderContext } from '../../../src/providers/provider.ts';
import { toServer } from './adapter.ts';
import { createTinyhostClient } from './client.ts';
import { prepare } from './prepare.ts';
import { tinyAccount, tinyServer } from './schema.ts';

export function createTinyhost({ name, secrets, connect }: ProviderContext): Provider {
  const client = createTinyhostClient(
    connect({
      authorize: async () => ({ authorization: `Bearer ${await secrets.apiKey.reveal()}` }),
      readError,
    }),
  );
  return {
    check: async (signal) => {
      const reply = await client.account(signal);
      if (!reply.ok) return reply;
      return mapResult(readShape(tinyAccount, reply.value, 'the account', name), ({ account }) => ({
        account: { id: account.id, name: null, email: account.email, status: null },
        notes: [],
        warnings: [],
      }));
    },
    listServers: async (signal) => {
      const reply = await client.servers(signal);
      if (!reply.ok) return reply;
      return readRows(tinyServer, reply.value, 'the server list', name, (raw) => toServer(name, raw));
    },
    readServer: async (id, signal) => {
      const reply = await client.server(id, signal);
      if (!reply.ok) return reply;
      const raw = readShape(tinyServer, reply.value, 'the server', name);
      if (!raw.ok) return raw;
      return succeed({
        resource: toServer(name, raw.value),
        details: showableDetails(isJsonObject(reply.value) ? reply.value : {}),
      });
    },
    prepare: async (request) => prepare(request, name),
  };
}

/** `{"error":true,"message":"no such server"}`, with any status. */
const readError: ReadError = (body, status) => {
  return status >= 400 || isRefusal(body) ? { message: errorSentence(body) } : null;
};

import { getCACertificates } from 'node:tls';
import { type Dispatcher, type EnvHttpProxyAgent, fetch, type RequestInit, Response } from 'undici';
import type { Fetch } from '../runtime/deps.ts';
import { createAgents } from './agents.ts';
import { readProxies } from './proxy-address.ts';

export type FetchSettings = {
  /** PEM text of an own certificate authority, trusted beside those that Node trusts, `NODE_EXTRA_CA_CERTS` included. */
  readonly ca?: string;
  readonly timeoutMs: number;
  /** `NO_PROXY` as the environment has it; loopback is never sent through a proxy. */
  readonly noProxy: string | undefined;
};

/** How long opening a connection may take; a shorter request timeout shortens it. */
const connectTimeoutMs = 10_000;

/** A stream that says nothing for this long is dead; replies that are no stream have a deadline of their own. */
const longestSilenceMs = 5 * 60_000;

/** A fetch with a pool of connections of its own. */
export type PooledFetch = {
  readonly fetch: Fetch;
  /** Lets go of every connection as soon as nothing is asked on it; what is asked later gets one for itself. */
  readonly retire: () => void;
  /** Drops the pool, whatever is asked. */
  readonly close: () => Promise<void>;
};

/** A connection that is not to be used again is closed after this, ms. */
const briefMs = 1;

/**
 * undici's fetch with pooled connections, HTTP/2 where the server offers it, proxies from the environment, and
 * verified TLS. A write has a connection of its own over HTTP/1: over HTTP/2 undici sends a request again that the server
 * says not to have begun, and a connection kept from before may be closed by the server at the moment that the request
 * goes out, which leaves unknown whether it happened. What is answered 421 undici would send again, too.
 */
export function createFetch(settings: FetchSettings): PooledFetch {
  const connect = {
    timeout: Math.min(connectTimeoutMs, settings.timeoutMs),
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED in the environment is no switch.
    rejectUnauthorized: true,
    ...(settings.ca === undefined ? {} : { ca: [...getCACertificates('default'), settings.ca] }),
  };
  const { faultOf, ...proxies } = readProxies(process.env);
  const options: EnvHttpProxyAgent.Options = {
    ...proxies,
    noProxy: settings.noProxy ?? '',
    connect,
    requestTls: connect,
    proxyTls: connect,
    headersTimeout: settings.timeoutMs,
    bodyTimeout: longestSilenceMs,
  };
  let reading = createAgents({ ...options, allowH2: true });
  const writing = createAgents({ ...options, allowH2: false, pipelining: 0 });
  const isRead = (init: RequestInit | undefined) => (init?.method ?? 'GET') === 'GET';
  return {
    fetch: async (url, init) => {
      const fault = faultOf(url);
      if (fault !== null) throw fault;
      return isRead(init)
        ? fetch(url, { ...init, dispatcher: reading.agentFor(url) })
        : fetchOnce(url, init, writing.agentFor(url));
    },
    retire: () => {
      const before = reading;
      const brief = { keepAliveTimeout: briefMs, keepAliveMaxTimeout: briefMs };
      reading = createAgents({ ...options, allowH2: true, ...brief });
      void before.close();
    },
    close: async () => {
      await Promise.all([reading.destroy(), writing.destroy()]);
    },
  };
}

/** A second request for what one call of fetch was asked to send. */
class SentBefore extends Error {}

/**
 * The Fetch Standard has a request sent again over another connection when it is answered 421, a write as well: here
 * that answer is given back, without its body.
 */
async function fetchOnce(
  url: string,
  init: RequestInit | undefined,
  dispatcher: Dispatcher,
): Promise<Response> {
  let isSent = false;
  const once = dispatcher.compose((dispatch) => (options, handler) => {
    if (isSent) throw new SentBefore();
    isSent = true;
    return dispatch(options, handler);
  });
  try {
    return await fetch(url, { ...init, dispatcher: once });
  } catch (error) {
    if (error instanceof Error && error.cause instanceof SentBefore)
      return new Response(null, { status: 421 });
    throw error;
  }
}

import { isLoopback } from '../model/loopback.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxies of the environment, as undici takes them: empty where there is none. */
export type Proxies = {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  /** Why nothing can be asked at an address; null: it can. */
  readonly faultOf: (url: string) => ProxyUnreadable | null;
};

/** The message names the variable, never what it holds: that may be a password. */
export class ProxyUnreadable extends Error {
  override readonly name = 'ProxyUnreadable';
}

/** Small letters first, as curl has it; without a variable of its own https goes where http does. */
export function readProxies(env: Environment): Proxies {
  const http = readVariable(env, 'HTTP_PROXY');
  const own = readVariable(env, 'HTTPS_PROXY');
  const https = own.text === '' ? http : own;
  return {
    httpProxy: http.fault === null ? http.text : '',
    httpsProxy: https.fault === null ? https.text : '',
    faultOf: (url) => {
      const { protocol, hostname } = new URL(url);
      if (isLoopback(hostname)) return null;
      return (protocol === 'https:' ? https : http).fault;
    },
  };
}

/** `host:port` alone, as other programs take it, too, is a proxy that is spoken to by http. */
function readVariable(env: Environment, name: string) {
  const given = (env[name.toLowerCase()] ?? env[name] ?? '').trim();
  const text = given === '' || given.includes('://') ? given : `http://${given}`;
  const isReadable = text === '' || isProxy(text);
  const fault = new ProxyUnreadable(
    `${name} is no address of a proxy: allowed is http://[user:password@]host:port, with %XX for signs in a password`,
  );
  return { text, fault: isReadable ? null : fault };
}

function isProxy(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    decodeURIComponent(username + password);
    return /^(https?|socks5?):$/.test(protocol);
  } catch {
    return false;
  }
}

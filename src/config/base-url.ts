import { isLoopback } from '../model/loopback.ts';
import { refusedPorts } from './refused-ports.ts';

/** What is wrong with a base URL, or null. */
export function baseUrlFault(text: string, allowInsecure: boolean): string | null {
  if (!URL.canParse(text)) return 'is not an address: allowed is https://host[:port][/path]';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `${JSON.stringify(url.protocol)} is not allowed: https:// is, and http:// for this machine`;
  if (url.username !== '' || url.password !== '')
    return 'holds a user name or password: allowed is an address without; the key belongs into apiKey';
  if (url.search !== '' || url.hash !== '') return 'has a ? or # part: allowed is https://host[:port][/path]';
  if (refusedPorts.has(Number(url.port)))
    return `has port ${url.port}, one that HTTP clients refuse because it belongs to another protocol: allowed is any other`;
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !allowInsecure)
    return 'would send the key unencrypted: use https://, or set allowInsecure: true beside it';
  return null;
}

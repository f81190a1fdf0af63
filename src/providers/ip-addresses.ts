import { isIPv4, isIPv6 } from 'node:net';

/** An address of either family in its place; null for what is no address, such as "pending". */
export const ipAddresses = (
  text: string | null,
): { readonly ipv4: string | null; readonly ipv6: string | null } => ({
  ipv4: text !== null && isIPv4(text) ? text : null,
  ipv6: text !== null && isIPv6(text) ? text : null,
});

/**
 * An address that a browser may be given, in its normal spelling: http or https, a host, no user or password (they
 * make one host look like another); null for anything else.
 */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, username, password, href } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && hostname !== '' && username === '' && password === '' ? href : null;
}

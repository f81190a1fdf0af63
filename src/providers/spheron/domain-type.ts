/** Spheron's kinds of domain (vendor SDK, packages/core, DomainTypeEnum). */
export type DomainType = 'domain' | 'subdomain' | 'handshake-domain' | 'handshake-subdomain' | 'ens-domain';

export type DomainName = { readonly name: string; readonly type: DomainType };

/**
 * A host as typed, with its kind guessed: `.eth` is ENS; a single label, or a slash at the end as Handshake names are
 * written (`name/`, `www.name/`), is Handshake; else the number of labels tells a domain from a subdomain, where a
 * shared second level such as `co.uk` counts as one. Null for what is no host name.
 */
export function toDomainName(typed: string): DomainName | null {
  const lower = typed.trim().toLowerCase();
  const isHandshake = lower.endsWith('/');
  const name = lower.replace(/\/$/, '').replace(/\.$/, '');
  const labels = name.split('.');
  if (name.length > 253 || !labels.every((part) => label.test(part)) || isNumeric(labels)) return null;
  return { name, type: typeOf(labels, isHandshake) };
}

/** Letters of any script: names such as `münchen.example` are accepted as typed. */
const label = /^(?=.{1,63}$)[\p{L}\p{N}_]([\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?$/u;

/** An address such as 192.0.2.1. */
const isNumeric = (labels: readonly string[]): boolean => /^\d+$/.test(labels.at(-1) ?? '');

const typeOf = (labels: readonly string[], isHandshake: boolean): DomainType => {
  const last = labels.at(-1) ?? '';
  if (last === 'eth' && labels.length > 1) return 'ens-domain';
  if (isHandshake || labels.length === 1)
    return labels.length > 1 ? 'handshake-subdomain' : 'handshake-domain';
  const isShared = last.length === 2 && sharedSecondLevels.has(labels.at(-2) ?? '');
  return labels.length > (isShared ? 3 : 2) ? 'subdomain' : 'domain';
};

const sharedSecondLevels: ReadonlySet<string> = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'gov',
  'net',
  'or',
  'org',
]);

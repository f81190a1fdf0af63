import type { UsageLimit } from '../../model/billing.ts';

/**
 * The pairs `used<X>` and `<x>Limit` of a plan's usage (vendor SDK, UsageWithLimits). A limit without a used number
 * says nothing of use and is left out; one of the pairs differs in its plural (`usedPasswordProtections`,
 * `passwordProtectionLimit`).
 */
export function toUsage(usage: Readonly<Record<string, number | null>>): readonly UsageLimit[] {
  const limits = new Map(
    Object.entries(usage).flatMap(([key, value]): [string, number | null][] => {
      const name = key.match(/^(.+)Limit$/)?.[1];
      return name === undefined ? [] : [[pairKey(name), value]];
    }),
  );
  return Object.entries(usage).flatMap(([key, used]) => {
    const name = key.match(/^used(.+)$/)?.[1];
    if (name === undefined || used === null) return [];
    return [{ name: inWords(name), used, limit: limits.get(pairKey(name)) ?? null, unit: unitOf(name) }];
  });
}

const pairKey = (name: string): string => name.toLowerCase().replace(/s$/, '');

/** `StorageIPFS` → `storage IPFS`, `ClusterAkt` → `cluster AKT` */
const inWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .split(' ')
    .map((word) => (acronyms.test(word) ? word.toUpperCase() : word.toLowerCase()))
    .join(' ');

const acronyms = /^(akt|ens|hns|ipfs)$/i;

const unitOf = (name: string): UsageLimit['unit'] => {
  if (/bandwidth$|^storage/i.test(name)) return 'bytes';
  if (/execution$/i.test(name)) return 'seconds';
  return /akt$/i.test(name) ? 'micro-AKT' : 'count';
};

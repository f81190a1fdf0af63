import Big from 'big.js';
import type { Rates } from '../billing/rates.ts';
import type { Finding } from './check-shape.ts';
import type { RawConfig } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** Names in `rates` that are no currency, and a rate for the base itself, in a file that may be wrong in other ways too. */
export function checkRates(value: unknown): readonly Finding[] {
  if (typeof value !== 'object' || value === null || !('rates' in value)) return [];
  const { rates } = value;
  if (typeof rates !== 'object' || rates === null || Array.isArray(rates)) return [];
  const base = 'base' in rates ? rates.base : null;
  return Object.keys(rates).flatMap((key): readonly Finding[] => {
    if (key === 'base' || key === 'asOf') return [];
    const path = ['rates', key];
    if (key === base) return [{ path, message: 'is the base itself, which is always 1: leave it out' }];
    return /^[A-Z]{3}$/.test(key)
      ? []
      : [{ path, message: 'unknown key: allowed are base, asOf and currencies in three capital letters' }];
  });
}

/**
 * The rates as they are written: 0.0114 as a number of YAML has gone through a binary fraction, so its source text is
 * read instead, digit for digit.
 */
export function readRates(raw: RawConfig['rates'], yaml: Pick<YamlFile, 'sourceOf'>): Rates | null {
  if (raw === undefined) return null;
  const { base, asOf, ...rates } = raw;
  const worth = Object.entries(rates).map(([currency, rate]) => {
    const source = yaml.sourceOf(['rates', currency]);
    return [currency, exact(source) ?? new Big(rate).toFixed()];
  });
  return { base, asOf, worth: Object.fromEntries(worth) };
}

/** Null for what is written in another way, such as an alias or a hexadecimal number: the value's shortest decimal serves. */
const exact = (source: string | null): string | null =>
  source !== null && /^\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(source)
    ? new Big(source.replace(/^\+/, '')).toFixed()
    : null;

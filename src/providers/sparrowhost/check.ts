import type { Problem } from '../../model/problem.ts';
import { mapResult, type Result } from '../../model/result.ts';
import { readShape } from '../lenient.ts';
import type { Checked } from '../provider.ts';
import { toIdentity } from './adapter.ts';
import { sparrowAccount } from './schema.ts';

/** `sph_` and 48 hex characters (vendor docs, "Key format"). */
const keyShape = /^sph_[0-9a-f]{48}$/i;

export type Probe = {
  /** The scope that the documentation names for it. */
  readonly scope: string;
  readonly reply: Result<unknown>;
};

/** A key's scopes are written nowhere: what the key may not read is found by asking. */
export function toChecked(
  provider: string,
  account: unknown,
  probes: readonly Probe[],
  key: string,
): Result<Checked> {
  return mapResult(readShape(sparrowAccount, account, 'the account', provider), (raw) => ({
    account: toIdentity(raw),
    notes: [
      `account: ${raw.name ?? raw.id}${raw.email === null ? '' : ` (${raw.email})`}`,
      ...probes.filter(({ reply }) => reply.ok).map(({ scope }) => `${scope}: allowed`),
    ],
    warnings: [
      ...(keyShape.test(key) ? [] : ['the key is not of the documented shape (sph_ and 48 hex characters)']),
      ...probes.flatMap(({ scope, reply }) => (reply.ok ? [] : [probeWarning(scope, reply.problem)])),
      ...(raw.kycVerified === false ? ["the account's KYC is not verified"] : []),
    ],
  }));
}

/** A missing scope and an address outside of the key's allow-list both answer 403. */
const probeWarning = (scope: string, { code, message }: Problem): string =>
  code === 'forbidden' ? `the key seems to lack the scope ${scope}: ${message}` : `${scope}: ${message}`;

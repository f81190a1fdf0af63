import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseDuration } from '../model/duration.ts';
import { errorCode } from '../model/error-code.ts';
import type { ProviderSettings } from '../providers/connect.ts';
import type { ProviderDefinition, SecretName } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import type { Secret } from '../runtime/secret.ts';
import { baseUrlFault } from './base-url.ts';
import type { Finding } from './check-shape.ts';
import type { ConfigWorld } from './config.ts';
import { resolvePath } from './resolve-path.ts';
import type { RawProvider } from './schema.ts';
import { readSecretSource } from './secret-source.ts';

export const defaultPollIntervalMs = 15_000;

export type ProviderReading = {
  /** Null when something needed is wrong. */
  readonly settings: ProviderSettings | null;
  readonly findings: readonly Finding[];
  readonly literals: readonly SecretName[];
};

/**
 * What the schema cannot know of one provider: whether its secrets are there, its address allowed, its files
 * readable. Fields that the schema refused are left out of `raw`, so that the rest is still looked at.
 */
export function readProvider(
  raw: RawProvider,
  index: number,
  folder: string,
  world: ConfigWorld,
): ProviderReading {
  const findings: Finding[] = [];
  const literals: SecretName[] = [];
  const find = (key: string, message: string) =>
    void findings.push({ path: ['providers', index, key], message });

  const readSecret = (key: SecretName): Secret | null => {
    const source = raw[key];
    if (source === undefined) return null;
    const reading = readSecretSource(source, folder, world);
    if (!reading.ok) {
      find(key, reading.message);
      return null;
    }
    if (reading.isLiteral) literals.push(key);
    return reading.secret;
  };

  const apiKey = readSecret('apiKey');
  const clientId = readSecret('clientId');
  const definition: ProviderDefinition | null = raw.type === undefined ? null : providers[raw.type];
  if (definition !== null) {
    const isNeeded = definition.secrets.clientId !== undefined;
    if (isNeeded && raw.clientId === undefined)
      find('clientId', `is missing: ${raw.type} needs it beside apiKey`);
    if (!isNeeded && raw.clientId !== undefined) find('clientId', `is not allowed: ${raw.type} has none`);
  }
  if (raw.baseUrl !== undefined) {
    const fault = baseUrlFault(raw.baseUrl, raw.allowInsecure === true);
    if (fault !== null) find('baseUrl', fault);
  }
  const pollIntervalMs =
    raw.pollInterval === undefined ? defaultPollIntervalMs : parseDuration(raw.pollInterval);
  const ca =
    raw.caFile === undefined ? null : readCertificate(resolvePath(raw.caFile, folder, world.homeFolder));
  if (ca !== null && 'fault' in ca) find('caFile', ca.fault);

  const { name, type } = raw;
  if (
    findings.length > 0 ||
    name === undefined ||
    type === undefined ||
    definition === null ||
    apiKey === null
  )
    return { settings: null, findings, literals };
  const settings: ProviderSettings = {
    name,
    type,
    account: accountMark([type, raw.baseUrl ?? definition.baseUrl, raw.apiKey, raw.clientId]),
    baseUrl: raw.baseUrl ?? definition.baseUrl,
    secrets: { apiKey, clientId },
    limits: raw.rateLimit === undefined ? definition.limits : limitsOf(raw.rateLimit),
    limitsAreOurs: raw.rateLimit !== undefined,
    pollIntervalMs: pollIntervalMs ?? defaultPollIntervalMs,
    readOnly: raw.readOnly ?? false,
    ca: ca !== null && 'pem' in ca ? ca.pem : null,
  };
  return { settings, findings, literals };
}

/** A digest: a key may stand in the file itself. */
const accountMark = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');

const limitsOf = ({
  perMinute,
  perHour,
}: NonNullable<RawProvider['rateLimit']>): ProviderSettings['limits'] =>
  perHour === undefined ? { perMinute } : { perMinute, perHour };

type Certificate = { readonly pem: string } | { readonly fault: string };

function readCertificate(path: string): Certificate {
  try {
    const pem = readFileSync(path, 'utf8');
    return pem.includes('-----BEGIN CERTIFICATE-----')
      ? { pem }
      : { fault: `${path} holds no certificate: allowed is a PEM file` };
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    return { fault: `${path} cannot be read (${code}): allowed is the path of a PEM file` };
  }
}

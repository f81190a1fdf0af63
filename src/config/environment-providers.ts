import type { ProviderSettings } from '../providers/connect.ts';
import { definitionOf, type ProviderType, providerTypes } from '../providers/registry.ts';
import { literalSecret } from '../runtime/secret.ts';
import type { ConfigProblem, Environment } from './config.ts';
import { defaultPollIntervalMs } from './provider-settings.ts';

/** One provider a type whose variables are all set, named after its type; half of a pair draws a warning. */
export function environmentProviders(env: Environment): {
  readonly providers: readonly ProviderSettings[];
  readonly marks: ReadonlyMap<string, string>;
  readonly warnings: readonly ConfigProblem[];
} {
  const found: ProviderSettings[] = [];
  const warnings: ConfigProblem[] = [];
  for (const type of providerTypes) {
    const names = Object.values(definitionOf(type).secrets);
    const missing = names.filter((name) => !env[name]);
    if (missing.length === 0) found.push(settingsFrom(type, env));
    else if (missing.length < names.length) {
      const message = `${names.filter((name) => env[name]).join(', ')} is set but ${missing.join(', ')} is not: ${type} needs both`;
      warnings.push({ file: '', line: null, key: missing.join(', '), message });
    }
  }
  // The environment of a process does not change.
  return { providers: found, marks: new Map(found.map(({ name }) => [name, 'environment'])), warnings };
}

function settingsFrom(type: ProviderType, env: Environment): ProviderSettings {
  const { secrets, baseUrl, limits } = definitionOf(type);
  const read = (name: string) => literalSecret((env[name] ?? '').trim());
  return {
    name: type,
    type,
    account: 'environment',
    baseUrl,
    secrets: {
      apiKey: read(secrets.apiKey),
      clientId: secrets.clientId === undefined ? null : read(secrets.clientId),
    },
    limits,
    limitsAreOurs: false,
    pollIntervalMs: defaultPollIntervalMs,
    readOnly: false,
    ca: null,
  };
}

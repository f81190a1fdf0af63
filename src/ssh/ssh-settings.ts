import type { SshOverride, SshPreferences, SshWay } from '../config/config.ts';
import { createReferenceMatch } from '../model/reference-pattern.ts';
import type { Server } from '../model/server.ts';

/** What the configuration says of one server. */
export type SshSettings = SshWay & {
  /** Whether samples are taken there. */
  readonly isProbed: boolean;
  readonly intervalMs: number;
};

type Named = Pick<Server, 'ref' | 'provider' | 'name'>;

/** What is said of all, then what is different for the provider, then for the server. */
export function createSshSettings(preferences: SshPreferences): (server: Named) => SshSettings {
  const { probe, providers, servers, command, user, port, jump } = preferences;
  const isIncluded = probe.include === null ? () => true : createReferenceMatch(probe.include);
  const isExcluded = createReferenceMatch(probe.exclude);
  const overrides = servers.map(
    ([pattern, override]) => [createReferenceMatch([pattern]), override] as const,
  );
  return ({ ref, provider, name }) => {
    const own: readonly SshOverride[] = [
      providers.get(provider) ?? {},
      ...overrides.flatMap(([matches, override]) => (matches(ref, name) ? [override] : [])),
    ];
    const settings: SshSettings = Object.assign(
      { command, user, port, jump, isProbed: isIncluded(ref, name), intervalMs: probe.intervalMs },
      ...own,
    );
    const isProbed = probe.isEnabled && settings.isProbed && !isExcluded(ref, name);
    return { ...settings, isProbed };
  };
}

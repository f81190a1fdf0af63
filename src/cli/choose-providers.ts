import { didYouMean } from '../model/nearest.ts';
import type { ProviderSettings } from '../providers/connect.ts';
import { UsageError } from './usage-error.ts';

/** The providers named by `--provider`, or all; throws a {@link UsageError} for a name that none has. */
export function chooseProviders(
  providers: readonly ProviderSettings[],
  names: readonly string[],
): readonly ProviderSettings[] {
  const known = providers.map((provider) => provider.name);
  for (const name of names)
    if (!known.includes(name))
      throw new UsageError(
        `there is no provider "${name}"${didYouMean(name, known) || `: configured are ${known.join(', ')}`}`,
      );
  return names.length === 0 ? providers : providers.filter((provider) => names.includes(provider.name));
}

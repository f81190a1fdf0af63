import type { ConnectedProvider } from '../providers/connect.ts';
import { chooseProviders } from './choose-providers.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** The provider of that name; throws where there is none, with the one that was probably meant. */
export function findProvider({ providers }: Session, name: string): ConnectedProvider {
  chooseProviders(
    providers.map(({ settings }) => settings),
    [name],
  );
  const connected = providers.find(({ settings }) => settings.name === name);
  if (connected === undefined) throw new UsageError(`there is no provider "${name}"`);
  return connected;
}

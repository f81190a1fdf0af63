import type { ConnectedProvider } from '../providers/connect.ts';

/** The provider that a reference names, and the rest of it; null for a name. */
export function splitReference(word: string, providers: readonly ConnectedProvider[]) {
  const slash = word.indexOf('/');
  const connected =
    slash < 1 ? undefined : providers.find(({ settings }) => settings.name === word.slice(0, slash));
  return connected === undefined ? null : { connected, id: word.slice(slash + 1) };
}

import type { App } from '../model/app.ts';
import type { LogEvent } from '../model/log-line.ts';
import type { Result } from '../model/result.ts';
import type { ConnectedProvider } from '../providers/connect.ts';

/** Follows an app's newest log at its own provider; null where that has none. */
export const createFollowLog =
  (providers: readonly ConnectedProvider[]) =>
  (app: App, onEvent: (event: LogEvent) => void, signal: AbortSignal): Promise<Result<void>> | null => {
    const connected = providers.find(({ settings }) => settings.name === app.provider);
    return connected?.provider.followLog?.(app, { deploymentId: null }, onEvent, signal) ?? null;
  };

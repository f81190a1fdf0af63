import { themeFault } from '../config/check-names.ts';
import { defaultPreferences } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { ConfigError } from './config-error.ts';
import type { Context } from './context.ts';
import type { GlobalOptions } from './global-options.ts';
import type { OpenedConfig } from './opened-config.ts';
import { UsageError } from './usage-error.ts';
import type { Look, World } from './world.ts';

/** The configuration with what the command line says on top. Throws a {@link ConfigError} when it cannot be used. */
export async function openConfig(context: Context): Promise<OpenedConfig> {
  const opened = await openAny(context);
  if (opened.config.providers.length === 0) throw nothingConfigured();
  return opened;
}

/** As {@link openConfig}; where there are neither a file nor keys in the environment, without any provider. */
export async function openAny(context: Context): Promise<OpenedConfig> {
  const { options, world } = context;
  const opened =
    options.demo === true
      ? await (await import('./open-demo.ts')).openDemo(context)
      : await openFile(context);
  return { ...opened, config: { ...opened.config, ...withOptions(opened.config, options, world) } };
}

/** How the dashboard is to look: what the demo takes of the user's own configuration, where that can be read. */
export async function demoLook({ world, options }: Context): Promise<Look> {
  const own = await loadConfig(options.config, world);
  return withOptions(own.ok ? own.config : defaultPreferences, options, world);
}

function withOptions(config: Look, { theme, readOnly, ascii }: GlobalOptions, { themes }: World): Look {
  const fault = theme === undefined ? null : themeFault(theme, themes ?? null);
  if (fault !== null) throw new UsageError(`--theme: ${fault}`);
  return {
    ...config,
    readOnly: config.readOnly || readOnly === true,
    theme: theme ?? config.theme,
    ascii: config.ascii || ascii === true,
  };
}

async function openFile({ world, options }: Context): Promise<OpenedConfig> {
  const result = await loadConfig(options.config, world);
  if (!result.ok) throw new ConfigError(result.problems);
  if (result.config.providers.length === 0 && result.config.source !== null) throw nothingConfigured();
  return { config: result.config, stateFolder: null };
}

const nothingConfigured = () => new ConfigError([{ file: '', line: null, key: '', message: howToBegin }]);

export const howToBegin =
  'no provider is configured: try the simulated fleet with fleetop --demo, or begin with fleetop config init';

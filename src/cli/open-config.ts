import { loadConfig } from '../config/load-config.ts';
import { ConfigError } from './config-error.ts';
import type { Context } from './context.ts';
import type { OpenedConfig } from './opened-config.ts';

/** The configuration with what the command line says on top. Throws a {@link ConfigError} when it cannot be used. */
export async function openConfig(context: Context): Promise<OpenedConfig> {
  const { options } = context;
  const opened =
    options.demo === true
      ? await (await import('./open-demo.ts')).openDemo(context)
      : await openFile(context);
  const { config } = opened;
  return {
    ...opened,
    config: {
      ...config,
      readOnly: config.readOnly || options.readOnly === true,
      theme: options.theme ?? config.theme,
    },
  };
}

async function openFile({ world, options }: Context): Promise<OpenedConfig> {
  const result = await loadConfig(options.config, world);
  if (!result.ok) throw new ConfigError(result.problems);
  if (result.config.providers.length === 0)
    throw new ConfigError([{ file: '', line: null, key: '', message: howToBegin }]);
  return { config: result.config, stateFolder: null };
}

export const howToBegin =
  'no provider is configured: try the simulated fleet with fleetop --demo, or begin with fleetop config init';

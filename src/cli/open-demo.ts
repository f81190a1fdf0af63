import { rmSync } from 'node:fs';
import { type Config, defaultPreferences } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { parseConfig } from '../config/parse-config.ts';
import { startSimulator } from '../simulator/index.ts';
import { ConfigError } from './config-error.ts';
import type { Context } from './context.ts';
import type { OpenedConfig } from './opened-config.ts';

/**
 * The simulated fleet in this process, with a state folder that goes with it. The user's preferences hold where
 * the configuration can be read; a broken one is no reason not to show the demo.
 */
export async function openDemo({ world, options }: Context): Promise<OpenedConfig> {
  const stateFolder = await world.makeTemporaryFolder();
  // In one go: what the rest still writes while it ends would come in between.
  world.defer(() => rmSync(stateFolder, { recursive: true, force: true }));
  const simulator = await startSimulator({});
  world.defer(simulator.close);
  const demo = parseConfig(simulator.configYaml(), '', world);
  if (!demo.ok) throw new ConfigError(demo.problems);
  const own = await loadConfig(options.config, world);
  const preferences: Config = own.ok ? own.config : { ...demo.config, ...defaultPreferences };
  return {
    config: {
      ...preferences,
      // The addresses of simulated servers are others'.
      ssh: {
        ...preferences.ssh,
        refusal: 'The demo has no machines to enter: on your own servers this runs ssh',
        probe: { ...preferences.ssh.probe, isEnabled: false },
      },
      providers: demo.config.providers,
      source: null,
      text: null,
      webhooks: null,
      warnings: [],
      literalSecrets: [],
    },
    stateFolder,
  };
}

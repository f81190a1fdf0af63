import type { Config } from '../../config/config.ts';
import { configProblemLine } from '../config-error.ts';
import { type Check, ok, warn } from './check.ts';

/** A configuration that could be loaded: where it came from, and keys that stand in it as they are. */
export function checkConfig(config: Config, isDemo: boolean): readonly Check[] {
  const source = isDemo ? 'the simulated fleet' : (config.source ?? 'the environment');
  const count = config.providers.length;
  return [
    ok('config', `${source}: ${count} ${count === 1 ? 'provider' : 'providers'}`),
    ...config.warnings.map((warning) => warn('config.warning', warning.message, null)),
    ...config.literalSecrets.map((literal) =>
      warn(
        'config.secret',
        configProblemLine(literal),
        `use \${VAR}, { file: PATH } or { command: [program, …] } in its place`,
      ),
    ),
  ];
}

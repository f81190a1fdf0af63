import { faultNames, faultProviders, parseFault, startSimulator } from '../../simulator/index.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';
import type { SimulateOptions } from './simulate-options.ts';

export const runSimulate: Run<SimulateOptions> = async (context, options) => {
  const { world } = context;
  const { port, servers, apps, seed, fault = [] } = options;
  const faults = fault.map((text) => {
    const parsed = parseFault(text);
    if (parsed === null)
      throw new UsageError(
        `"${text}" is no fault: [PROVIDER:]NAME, the names being ${faultNames.join(', ')}; a provider is one of ${faultProviders.join(', ')}`,
      );
    return parsed;
  });
  const simulator = await startSimulator({
    ...(port === undefined ? {} : { port }),
    ...(servers === undefined ? {} : { servers }),
    ...(apps === undefined ? {} : { apps }),
    ...(seed === undefined ? {} : { seed }),
    faults,
  });
  world.defer(simulator.close);
  // JSON is YAML: with --json the same configuration, for programs.
  if (context.options.json === true) context.printJson({ providers: simulator.providers });
  else world.stdout.write(simulator.configYaml());
  context.say(`listening on ${simulator.url}`);
  await new Promise<void>((resolve) =>
    world.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  return 0;
};

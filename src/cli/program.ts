import { Command, InvalidArgumentError, Option, type OptionValues } from 'commander';
import { collectValues } from './action/collect-values.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import { defaultTimeoutSeconds, type GlobalOptions } from './global-options.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import type { Bind, Run } from './verb.ts';
import { apps } from './verbs/apps.ts';
import { billing } from './verbs/billing.ts';
import { change } from './verbs/change.ts';
import { completion } from './verbs/completion.ts';
import { config } from './verbs/config.ts';
import { create } from './verbs/create.ts';
import { deploy } from './verbs/deploy.ts';
import { doctor } from './verbs/doctor.ts';
import { domain } from './verbs/domain.ts';
import { env } from './verbs/env.ts';
import { journal } from './verbs/journal.ts';
import { logs } from './verbs/logs.ts';
import { power } from './verbs/power.ts';
import { remove } from './verbs/remove.ts';
import { servers } from './verbs/servers.ts';
import { sessions } from './verbs/sessions.ts';
import { show } from './verbs/show.ts';
import { simulate } from './verbs/simulate.ts';
import { snapshot } from './verbs/snapshot.ts';
import { status } from './verbs/status.ts';
import { webhooks } from './verbs/webhooks.ts';

const verbs = [
  servers,
  apps,
  billing,
  status,
  show,
  logs,
  power,
  deploy,
  create,
  change,
  remove,
  snapshot,
  env,
  domain,
  journal,
  sessions,
  webhooks,
  doctor,
  config,
  completion,
  simulate,
];

export type ProgramOptions = {
  readonly version: string;
  readonly createContext: (options: GlobalOptions) => Context;
  readonly onExitCode: (code: ExitCode) => void;
  readonly writeOut: (text: string) => void;
  /** Cells of a help line. */
  readonly helpWidth: number;
};

/** The command line as commander knows it: names, options and help. Parsing it runs a command. */
export function createProgram(settings: ProgramOptions): Command {
  const program = new Command('fleetop')
    .description('A keyboard-driven terminal dashboard for servers and apps at several hosting providers.')
    .usage('[options] [command]')
    .addHelpText('after', helpEnd)
    .version(settings.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help for a command')
    .helpCommand('help [command]', 'print help for a command')
    .configureHelp({ showGlobalOptions: true, helpWidth: settings.helpWidth })
    .configureOutput({
      writeOut: settings.writeOut,
      // What goes wrong is thrown as well, and told there.
      writeErr: () => {},
      getOutHelpWidth: () => settings.helpWidth,
      getOutHasColors: () => false,
    })
    .exitOverride();
  addGlobalOptions(program);
  const bind: Bind = <Options extends OptionValues>(command: Command, load: () => Promise<Run<Options>>) => {
    command.action(async () => {
      const run = await load();
      const context = settings.createContext(program.opts<GlobalOptions>());
      settings.onExitCode(await run(context, command.opts<Options>(), command.args));
    });
  };
  for (const verb of verbs) verb(program, bind);
  // After the commands, which would inherit it: only here is a word that is no argument looked at by us.
  program.allowUnknownOption().allowExcessArguments();
  program.action(async () => {
    refuseUnknown(program);
    const { dashboard } = await import('./run-dashboard.ts');
    settings.onExitCode(await dashboard(settings.createContext(program.opts<GlobalOptions>())));
  });
  return program;
}

const helpEnd = `
Without a command the dashboard opens; without a terminal that is the same as fleetop status.
Exit status: 0 done, 1 failed, 2 usage or configuration, 3 partly failed.`;

function addGlobalOptions(program: Command): void {
  program
    .option('--config <file>', 'configuration file')
    .option('--provider <name>', 'only this provider (repeatable)', collectValues)
    .option('--demo', 'a simulated fleet in place of the configured providers')
    .option('--read-only', 'refuse every action')
    .option('--theme <name>', 'theme of the dashboard, a name or a path')
    .option('--ascii', 'frames and signs of the dashboard in ASCII')
    .option('--plain', 'the dashboard line by line, as for screen readers')
    .option('--json', 'print JSON')
    .option('--no-color', 'print without colour')
    .addOption(
      new Option(
        '--timeout <seconds>',
        `longest wait for one reply (default: ${defaultTimeoutSeconds})`,
      ).argParser(parseSeconds),
    )
    .option('--verbose', 'print every request, and stack traces, to stderr');
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds > 0) || seconds > 86_400)
    throw new InvalidArgumentError('It takes a number of seconds above 0.');
  return seconds;
}

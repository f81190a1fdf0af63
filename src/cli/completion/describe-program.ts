import { RootCommand, type Command as TabCommand } from '@bomb.sh/tab';
import type { Argument, Command, Option } from 'commander';
import type { KnownTargets } from '../../state/known-targets.ts';
import { type Suggestion, suggestTargets } from './suggest-targets.ts';

export type Sources = { readonly targets: KnownTargets; readonly themes: readonly string[] };

/** The command line as the completion library knows it, from the definition that parses it. */
export function describeProgram(program: Command, sources: Sources): RootCommand {
  const root = new RootCommand();
  const globals = program.options;
  addOptions(root, globals, sources);
  for (const { path, command } of commandsBelow(program, [])) {
    const described = root.command(path.join(' '), command.description());
    addOptions(described, [...command.options, ...globals], sources);
    for (const argument of command.registeredArguments)
      described.argument(
        argument.name(),
        offer(() => suggestArgument(argument, path, sources)),
        argument.variadic,
      );
  }
  return root;
}

type Placed = { readonly path: readonly string[]; readonly command: Command };

const commandsBelow = (command: Command, path: readonly string[]): readonly Placed[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .flatMap((sub) => {
      const own = [...path, sub.name()];
      return [{ path: own, command: sub }, ...commandsBelow(sub, own)];
    });

function addOptions(described: TabCommand, options: readonly Option[], sources: Sources): void {
  for (const option of options) {
    const [name, alias] = [option.long?.slice(2), option.short?.slice(1)];
    if (name === undefined || option.hidden) continue;
    const takesValue = option.required || option.optional;
    if (takesValue)
      described.option(
        name,
        option.description,
        offer(() => suggestValue(option, sources)),
        alias,
      );
    else if (alias === undefined) described.option(name, option.description);
    else described.option(name, option.description, alias);
  }
}

const offer =
  (suggest: () => readonly Suggestion[]) =>
  (complete: (value: string, description: string) => void): void => {
    for (const { value, description } of suggest()) complete(value, description);
  };

const plain = (values: readonly string[]): readonly Suggestion[] =>
  values.map((value) => ({ value, description: '' }));

function suggestValue(option: Option, { targets, themes }: Sources): readonly Suggestion[] {
  if (option.argChoices !== undefined) return plain(option.argChoices);
  switch (option.long) {
    case '--provider':
      return plain(targets.providers());
    case '--theme':
      return plain(themes);
    default:
      return [];
  }
}

/** Arguments that name a server or app are called so in every command. */
const targetNames: ReadonlySet<string> = new Set(['target', 'server', 'app']);

/** Commands that are no verb of a resource: each names anything. */
const plainCommands: ReadonlySet<string> = new Set(['show', 'logs', 'deployments']);

function suggestArgument(
  argument: Argument,
  path: readonly string[],
  { targets }: Sources,
): readonly Suggestion[] {
  if (argument.argChoices !== undefined) return plain(argument.argChoices);
  if (argument.name() === 'provider') return plain(targets.providers());
  const [verb = ''] = path;
  return targetNames.has(argument.name())
    ? suggestTargets(targets, plainCommands.has(verb) ? null : verb)
    : [];
}

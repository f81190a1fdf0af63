import type { ProviderDefinition } from '../../src/providers/provider.ts';
import { providers } from '../../src/providers/registry.ts';
import { type Described, type DescribedCommand, describedCommands } from './described-commands.ts';
import { release } from './release.ts';

/** fleetop(1) for `man`, in the macros of man(7): commands and options from their definitions. */
export function manPage(): string {
  const [program, ...commands] = describedCommands();
  if (program === undefined) throw new Error('there is no program');
  const { version, date } = release();
  return [
    '.\\" Written by npm run docs.',
    `.TH FLEETOP 1 ${date} "fleetop ${version}" "User Commands"`,
    ...section(
      'NAME',
      'fleetop \\- servers and apps at several hosting providers, as a dashboard and as commands',
    ),
    ...section('SYNOPSIS', '.B fleetop', `.RI [ options "] [" command ]`),
    ...section('DESCRIPTION', ...description.map(paragraph)),
    ...section('COMMANDS', ...commands.flatMap(command)),
    ...section(
      'OPTIONS',
      'Every command takes these, before or after its name.',
      ...program.options.flatMap(term),
    ),
    ...section('EXIT STATUS', ...exitStatuses.flatMap(term)),
    ...section('ENVIRONMENT', ...[...providerVariables(), ...environment].flatMap(term)),
    ...section('FILES', ...files.flatMap(term)),
    ...section('EXAMPLES', '.nf', ...examples.map(escaped), '.fi'),
    ...section('SEE ALSO', '.BR ssh (1),', '.BR tmux (1)'),
    '',
  ].join('\n');
}

const section = (title: string, ...lines: readonly string[]): readonly string[] => [`.SH ${title}`, ...lines];

const command = ({ name, usage, description: text, ...rest }: DescribedCommand): readonly string[] => [
  `.SS ${escaped(`${name.replace(/^fleetop /, '')} ${usage}`)}`,
  escaped(text),
  ...rest.arguments.flatMap(term),
  ...rest.options.flatMap(term),
  ...(rest.notes === '' ? [] : ['.PP', '.nf', ...rest.notes.split('\n').map(escaped), '.fi']),
];

const term = ({ term: name, text }: Described): readonly string[] => [
  '.TP',
  `.B ${escaped(name)}`,
  escaped(text),
];

const paragraph = (text: string): string => `.PP\n${escaped(text)}`;

/** A backslash begins a request within a line, a dot or a quote at its beginning; a bare hyphen may become a dash. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=['.])/, '\\&');

const description = [
  'Polls every configured provider into one store, shows servers, apps, live CPU and memory, billing and logs, and acts on them with single keys. Without a command the dashboard opens; without a terminal that is the same as fleetop status.',
  'What a question is about is frozen by id when the question comes up: rows may move under the cursor, and the action may not. A request that changes something is sent once, and written to the journal before and after.',
  'A target is PROVIDER/ID, or a name or id that only one resource has. In the dashboard the key ? lists every key.',
];

const exitStatuses: readonly Described[] = [
  { term: '0', text: 'Done.' },
  {
    term: '1',
    text: 'Every provider that was asked has failed, an action was refused or failed, or a check of doctor.',
  },
  {
    term: '2',
    text: 'Usage, configuration, a target that is unknown or ambiguous, a verb the provider does not have, read-only.',
  },
  { term: '3', text: 'Partly: what the others gave is printed, the failures are on standard error.' },
  {
    term: '130, 143, 129',
    text: 'Interrupted by SIGINT, SIGTERM, SIGHUP; 131 after SIGQUIT in the dashboard.',
  },
];

/** What is read where there is no configuration file. */
const providerVariables = (): readonly Described[] =>
  Object.values<ProviderDefinition>(providers).flatMap(({ title, secrets }) =>
    Object.values(secrets).map((name) => ({
      term: name,
      text: `For ${title}, where there is no configuration file.`,
    })),
  );

const environment: readonly Described[] = [
  { term: 'FLEETOP_CONFIG', text: 'The configuration file.' },
  { term: 'XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', text: 'Where the files below are.' },
  { term: 'NO_COLOR, FORCE_COLOR, COLORTERM, TERM', text: 'Which colours are used.' },
  { term: 'HTTPS_PROXY, NO_PROXY', text: 'The way out.' },
];

const files: readonly Described[] = [
  {
    term: '~/.config/fleetop/config.yaml',
    text: 'The configuration; fleetop config init writes a commented one.',
  },
  {
    term: '~/.local/state/fleetop/',
    text: 'The journal of what was done from here, and what outlives the process.',
  },
  { term: '~/.cache/fleetop/', text: 'Compiled code, to start faster. It may be deleted.' },
];

const examples = [
  'fleetop --demo',
  "fleetop servers --filter 'cpu>80' --sort -cpu",
  'fleetop logs storefront --follow --since 15m',
  'fleetop reboot api-1 --dry-run',
  'fleetop delete api-1 --confirm api-1',
];

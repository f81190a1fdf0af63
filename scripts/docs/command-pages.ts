import { type Described, type DescribedCommand, describedCommands } from './described-commands.ts';
import { markdownTable } from './markdown-table.ts';

/** Every command with its arguments and options, as its help has them. */
export function commandPages(): string {
  const [program, ...commands] = describedCommands();
  if (program === undefined) throw new Error('there is no program');
  return [...commands.map(page), '### Options of every command\n', terms('option', program.options)].join(
    '\n',
  );
}

const page = (command: DescribedCommand): string =>
  [
    `### ${command.name}\n`,
    `${sentence(command.description)}\n`,
    `\`${command.name} ${command.usage}\`\n`,
    ...(command.arguments.length === 0 ? [] : [terms('argument', command.arguments)]),
    ...(command.options.length === 0 ? [] : [terms('option', command.options)]),
    ...(command.notes === '' ? [] : [`\`\`\`text\n${command.notes}\n\`\`\`\n`]),
  ].join('\n');

const terms = (title: string, described: readonly Described[]): string =>
  markdownTable(
    [title, 'means'],
    described.map(({ term, text }) => [`\`${term}\``, text]),
  );

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

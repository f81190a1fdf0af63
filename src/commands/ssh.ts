import type { ProgramEnd } from '../model/machine.ts';
import type { Command, CommandContext } from './command.ts';
import { currentTarget } from './targets.ts';

function whyNot(context: CommandContext): string | null {
  const target = currentTarget(context);
  if (target === null) return 'There is no row here';
  if (target.kind !== 'server') return 'Only a server can be entered by ssh';
  const words = context.sshCommand(target.resource);
  return words.ok ? null : words.problem.message;
}

async function enter(context: CommandContext): Promise<void> {
  const target = currentTarget(context);
  if (target?.kind !== 'server') return;
  const words = context.sshCommand(target.resource);
  if (!words.ok) return;
  const end = await context.runProgram(words.value);
  context.view.setState({ notice: endText(target.resource.name, end) });
}

function endText(name: string, end: ProgramEnd): string {
  switch (end.type) {
    case 'exited':
      return end.code === 0 || end.lastLine === ''
        ? `ssh to ${name} ended with status ${end.code}`
        : `ssh to ${name} ended with status ${end.code}: ${end.lastLine}`;
    case 'killed':
      return `ssh to ${name} was ended by ${end.signal}`;
    case 'not-started':
      return `ssh to ${name} did not begin: ${end.reason}`;
  }
}

export const sshCommand: Command = {
  id: 'ssh',
  title: 'ssh into the server',
  keys: ['s'],
  where: ['servers', 'live', 'sessions'],
  footer: 'ssh',
  whyNot,
  run: (context) => void enter(context),
};

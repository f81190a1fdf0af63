import type { Command } from 'commander';

/** What a command takes that changes something. */
export type ActionOptions = {
  /** In place of the answer to the question. */
  readonly yes?: boolean;
  readonly wait?: boolean;
  readonly dryRun?: boolean;
  /** Several targets: go on after a failure. */
  readonly keepGoing?: boolean;
  /** The name of what is deleted, in place of `yes`. */
  readonly confirm?: string;
};

/** `asks`: it interrupts service, so it is confirmed; `isSeveral`: it takes several targets. */
export function addActionOptions(
  command: Command,
  kind: { asks?: boolean; isSeveral?: boolean } = {},
): Command {
  // Every verb takes --yes, so that a script need not know which ones ask.
  command
    .option('--yes', kind.asks === true ? 'do not ask' : 'for scripts: this verb asks nothing')
    .option('--wait', 'until it has settled, with progress on stderr; exit 1 when that takes too long')
    .option('--dry-run', 'print the requests that would be sent, and send none of them');
  if (kind.isSeveral === true) command.option('--keep-going', 'several targets: go on after a failure');
  return command;
}

import { execFile } from 'node:child_process';
import type { SshPreferences } from '../../config/config.ts';
import { formatSpan } from '../../format/age.ts';
import { plainText } from '../../model/text.ts';
import { type Check, failed, ok, warn } from './check.ts';

const patienceMs = 5_000;

/** The ssh client, where samples are to be taken with it. No server is connected to: `fleetop sessions` does that. */
export async function checkSsh({ command, probe }: SshPreferences): Promise<readonly Check[]> {
  if (!probe.isEnabled) return [];
  const [program = 'ssh', ...words] = command;
  const version = await versionOf(program, [...words, '-V']);
  if (version === null)
    return [failed('ssh', `there is no program ${program}`, 'install OpenSSH’s client, or set ssh.command')];
  const every = `samples every ${formatSpan(probe.intervalMs)} of ${probe.include?.join(', ') ?? 'every server'}, of ${probe.most} at most`;
  return [
    version.startsWith('OpenSSH')
      ? ok('ssh', `${version}; ${every}`)
      : warn('ssh', `${program} does not say that it is OpenSSH; ${every}`, 'samples want its options'),
  ];
}

/** What it says of itself on stderr, or nothing; null where it cannot be run. */
const versionOf = (program: string, words: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(program, words, { timeout: patienceMs, encoding: 'utf8' }, (error, stdout, stderr) => {
      const isMissing = error !== null && typeof error.code === 'string';
      resolve(isMissing ? null : plainText(`${stderr}${stdout}`.trim().split('\n')[0] ?? '').slice(0, 80));
    });
  });

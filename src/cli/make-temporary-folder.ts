import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { UsageError } from './usage-error.ts';

/** A new folder among the system's temporary ones. Rejects with a {@link UsageError} where none can be made. */
export async function makeTemporaryFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'fleetop-'));
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    throw new UsageError(
      `no temporary folder can be made in ${tmpdir()} (${code}): set TMPDIR to a folder that may be written`,
      'config',
    );
  }
}

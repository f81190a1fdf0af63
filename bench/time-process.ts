import { spawnSync } from 'node:child_process';
import { node } from './sandbox.ts';

/** Milliseconds from start to end of one Node process. */
export function timeProcess(args: readonly string[], env: Readonly<Record<string, string>>): number {
  const startedAt = performance.now();
  const { status } = spawnSync(node, args, { env, stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - startedAt;
}

/** Node alone, which everything is compared with. */
export const bareNode = ['-e', '0'] as const;

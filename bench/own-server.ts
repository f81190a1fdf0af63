import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { node, type Sandbox } from './sandbox.ts';

/** A server of the benchmarks in a process of its own, so that only the dashboard is measured. */
export type OwnServer = {
  readonly port: number;
  readonly say: (line: string) => void;
  /** Resolves with the number behind a word that it says. */
  readonly told: (word: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

export async function startOwnServer(
  { env }: Sandbox,
  script: string,
  args: readonly number[],
): Promise<OwnServer> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(node, [path, ...args.map(String)], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const told = (word: string) =>
    new Promise<number>((resolve, reject) => {
      const look = () => {
        const found = new RegExp(`^${word} (\\d+)$`, 'm').exec(said)?.[1];
        if (found !== undefined) resolve(Number(found));
      };
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`${script} has ended`)));
      look();
    });
  return {
    port: await told('listening'),
    say: (line) => child.stdin.write(`${line}\n`),
    told,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

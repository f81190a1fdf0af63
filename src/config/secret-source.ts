import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createSecret, literalSecret, type Secret, SecretUnreadable } from '../runtime/secret.ts';
import type { ConfigWorld } from './config.ts';
import { resolvePath } from './resolve-path.ts';
import type { RawSecret } from './schema.ts';

export type SecretReading =
  | {
      readonly ok: true;
      readonly secret: Secret;
      readonly isLiteral: boolean;
      /** Its characters, where they are known before it is read. */
      readonly length: number | null;
    }
  | { readonly ok: false; readonly message: string };

const variable = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;
const commandTimeoutMs = 30_000;

/** A variable is looked up now, so that it is missed at the start; a file or command is read when the key is needed. */
export function readSecretSource(raw: RawSecret, folder: string, world: ConfigWorld): SecretReading {
  if (typeof raw === 'string') return fromText(raw, world);
  const secret =
    'file' in raw
      ? fromFile(resolvePath(raw.file, folder, world.homeFolder))
      : fromCommand(raw.command, folder, world);
  return { ok: true, secret, isLiteral: false, length: null };
}

function fromText(text: string, { env }: ConfigWorld): SecretReading {
  const name = variable.exec(text.trim())?.[1];
  if (name === undefined)
    return text.includes('${')
      ? { ok: false, message: `has \${ in it: a variable stands alone, as in \${VAR}` }
      : literal(text.trim(), true);
  const value = env[name]?.trim();
  if (value === undefined || value === '')
    return {
      ok: false,
      message: `the environment variable ${name} is ${value === '' ? 'empty' : 'not set'}: set it, or use { file: PATH } or { command: [program, …] }`,
    };
  return literal(value, false);
}

const literal = (value: string, isLiteral: boolean): SecretReading => ({
  ok: true,
  secret: literalSecret(value),
  isLiteral,
  length: [...value].length,
});

const fromFile = (path: string): Secret =>
  createSecret(async () => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new SecretUnreadable(`the key file ${path} cannot be read (${error.code ?? 'unknown'})`);
    });
    return filled(text, `the key file ${path} is empty`);
  });

/** No shell: the words are the program and its arguments. */
const fromCommand = (command: readonly string[], folder: string, world: ConfigWorld): Secret =>
  createSecret(async () => {
    const [program = '', ...rest] = command;
    const options = {
      cwd: folder,
      env: { ...world.env },
      timeout: commandTimeoutMs,
      // One that would not end holds up its provider.
      killSignal: 'SIGKILL',
      encoding: 'utf8',
    } as const;
    const output = await promisify(execFile)(program, rest, options).catch(
      (error: { readonly code?: unknown; readonly killed?: unknown }) => {
        const reason =
          error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
            ? 'printed more than any key has'
            : error.killed === true
              ? `gave nothing within ${commandTimeoutMs / 1_000} s`
              : `failed (${String(error.code)})`;
        throw new SecretUnreadable(`the key command ${program} ${reason}`);
      },
    );
    return filled(output.stdout, `the key command ${program} printed nothing`);
  });

function filled(text: string, otherwise: string): string {
  const value = text.trim();
  if (value === '') throw new SecretUnreadable(otherwise);
  return value;
}

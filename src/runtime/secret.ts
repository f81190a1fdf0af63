/** A key that can be read when a request needs it, and prints as `***` anywhere else. */
export type Secret = {
  /** Reads it, once until {@link Secret.forget}. Rejects with a {@link SecretUnreadable} that says why. */
  readonly reveal: () => Promise<string>;
  /** Drops the remembered value, so that a changed file or command is read again. */
  readonly forget: () => void;
};

/** The message names the variable, file or command, never what it holds. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

export function createSecret(read: () => Promise<string>): Secret {
  let value: Promise<string> | null = null;
  return {
    reveal: () => {
      value ??= read().catch((error: unknown) => {
        value = null;
        throw error;
      });
      return value;
    },
    forget: () => {
      value = null;
    },
  };
}

export const literalSecret = (value: string): Secret => createSecret(async () => value);

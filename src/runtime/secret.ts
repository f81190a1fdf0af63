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

/** What can stand in a header. A key with anything else in it is a mistake, and must not get into an error's text. */
const sendable = /^[\x20-\x7e]+$/;

function checked(value: string): string {
  if (sendable.test(value)) return value;
  throw new SecretUnreadable(
    'the key has a line break or another character that cannot be sent: it must be one line of plain ASCII',
  );
}

export function createSecret(read: () => Promise<string>): Secret {
  let value: Promise<string> | null = null;
  const readChecked = async () => checked(await read());
  return {
    reveal: () => {
      value ??= readChecked().catch((error: unknown) => {
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

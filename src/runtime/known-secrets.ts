import { maskedText } from '../model/mask.ts';
import { createSecretMemory, shortestSecret } from '../model/secret-memory.ts';
import { createMask } from '../model/spellings.ts';

/** The secrets that this process has read, for the one purpose of taking them out of texts again. */
export type KnownSecrets = {
  readonly note: (value: string) => void;
  /** The text with `***` in the place of each. */
  readonly redact: (text: string) => string;
};

const secretName = /key|token|secret|passw|credential/i;

/** Of the environment whatever has the name of a secret counts as one, whoever it is for. */
export function createKnownSecrets(env: Readonly<Record<string, string | undefined>>): KnownSecrets {
  const inEnvironment = Object.entries(env).flatMap(([name, value = '']) =>
    secretName.test(name) && value.trim().length >= shortestSecret ? [value.trim()] : [],
  );
  const seen = createSecretMemory();
  return {
    note: (value) => void seen.note(value.trim()),
    redact: (text) => {
      const all = [...inEnvironment, ...seen.list()];
      return createMask([...all, ...asBasic(all)], maskedText)(text);
    },
  };
}

/** How two of them are sent together, as user and password, before that is encoded. */
const asBasic = (secrets: readonly string[]): readonly string[] =>
  secrets.flatMap((user) => secrets.map((password) => `${user}:${password}`));

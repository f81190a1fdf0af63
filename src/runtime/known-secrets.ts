import { maskedText } from '../model/mask.ts';
import { withoutSecrets } from '../model/spellings.ts';

/** The secrets that this process has read, for the one purpose of taking them out of texts again. */
export type KnownSecrets = {
  readonly note: (value: string) => void;
  /** The text with `***` in the place of each. */
  readonly redact: (text: string) => string;
};

/** Shorter values are no keys, and would tear holes into ordinary words. */
const shortest = 6;

/** Keys that are made anew every hour come for as long as the process lives; who would still send the oldest back? */
const mostKept = 200;

const secretName = /key|token|secret|passw|credential/i;

/** Of the environment whatever has the name of a secret counts as one, whoever it is for. */
export function createKnownSecrets(env: Readonly<Record<string, string | undefined>>): KnownSecrets {
  const inEnvironment = Object.entries(env).flatMap(([name, value = '']) =>
    secretName.test(name) && value.trim().length >= shortest ? [value.trim()] : [],
  );
  const seen = new Set<string>();
  const note = (value: string) => {
    const text = value.trim();
    if (text.length < shortest) return;
    seen.delete(text);
    seen.add(text);
    const [oldest] = seen;
    if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
  };
  return {
    note,
    redact: (text) => {
      const all = [...inEnvironment, ...seen];
      return withoutSecrets(text, [...all, ...asBasic(all)], maskedText);
    },
  };
}

/** How two of them are sent together, as user and password, before that is encoded. */
const asBasic = (secrets: readonly string[]): readonly string[] =>
  secrets.flatMap((user) => secrets.map((password) => `${user}:${password}`));

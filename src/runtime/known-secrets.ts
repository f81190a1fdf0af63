/** The secrets that this process has read, for the one purpose of taking them out of texts again. */
export type KnownSecrets = {
  readonly note: (value: string) => void;
  /** The text with `***` in the place of each. */
  readonly redact: (text: string) => string;
};

/** Shorter values are no keys, and would tear holes into ordinary words. */
const shortest = 6;

const secretName = /key|token|secret|passw|credential/i;

/** Of the environment whatever has the name of a secret counts as one, whoever it is for. */
export function createKnownSecrets(env: Readonly<Record<string, string | undefined>>): KnownSecrets {
  const seen = new Set<string>();
  const note = (value: string | undefined) => {
    const text = value?.trim() ?? '';
    if (text.length >= shortest) seen.add(text);
  };
  for (const [name, value] of Object.entries(env)) if (secretName.test(name)) note(value);
  return {
    note,
    // The longest first: one may be a part of another.
    redact: (text) =>
      [...seen, ...asBasic([...seen])]
        .sort((a, b) => b.length - a.length)
        .reduce((clean, secret) => clean.replaceAll(secret, '***'), text),
  };
}

/** How two of them would be sent together, as user and password. */
const asBasic = (secrets: readonly string[]): readonly string[] =>
  secrets.flatMap((user) => secrets.map((password) => Buffer.from(`${user}:${password}`).toString('base64')));

import { maskedText } from '../model/mask.ts';
import { withoutSecrets } from '../model/spellings.ts';

type Authorize = () => Promise<Readonly<Record<string, string>>>;

export type Redactor = {
  /** The given `authorize`; what it answers is remembered. */
  readonly authorize: Authorize;
  /** The text without any credential seen so far, should a provider echo one. */
  readonly redact: (text: string) => string;
};

/** Shorter values are no keys, and would tear holes into ordinary words. */
const shortest = 6;
/** Keys that are made anew every hour come for as long as the process lives. */
const mostKept = 200;

/** Remembers the credentials that pass through, for the one purpose of taking them out of texts again. */
export function createRedactor(authorize: Authorize): Redactor {
  const seen = new Set<string>();
  const keep = (credential: string) => {
    seen.delete(credential);
    seen.add(credential);
    const [oldest] = seen;
    if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
  };
  return {
    authorize: async () => {
      const headers = await authorize();
      for (const credential of Object.values(headers).flatMap(credentialsIn))
        if (credential.length >= shortest) keep(credential);
      return headers;
    },
    redact: (text) => withoutSecrets(text, [...seen], maskedText),
  };
}

/** `Bearer KEY` → the key; `Basic …` → as it is sent, and the user and password within. */
function credentialsIn(header: string): readonly string[] {
  const [scheme = '', credential = scheme] = header.split(' ');
  if (scheme.toLowerCase() !== 'basic') return [credential];
  const decoded = Buffer.from(credential, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return [credential, decoded.slice(0, colon), decoded.slice(colon + 1)];
}

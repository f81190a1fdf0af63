import { maskedText } from '../model/mask.ts';
import { createSecretMemory } from '../model/secret-memory.ts';
import { createMask } from '../model/spellings.ts';

type Authorize = () => Promise<Readonly<Record<string, string>>>;

export type Redactor = {
  /** The given `authorize`; what it answers is remembered. */
  readonly authorize: Authorize;
  /** The text without any credential seen so far, should a provider echo one. */
  readonly redact: (text: string) => string;
};

/** Remembers the credentials that pass through, for the one purpose of taking them out of texts again. */
export function createRedactor(authorize: Authorize): Redactor {
  const seen = createSecretMemory();
  // Thousands of log lines a second are looked through: it is made anew for a credential that is new.
  let mask = createMask([], maskedText);
  return {
    authorize: async () => {
      const headers = await authorize();
      const news = Object.values(headers).flatMap(credentialsIn).filter(seen.note);
      if (news.length > 0) mask = createMask(seen.list(), maskedText);
      return headers;
    },
    redact: (text) => mask(text),
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

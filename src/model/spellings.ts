/**
 * A secret as it is, and as others write it down: in an address, in JSON (also with `\\/`, as PHP does), as base64.
 */
export function spellings(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64');
  const literal = [secret, inJson, inJson.replaceAll('/', '\\/'), base64, base64.replaceAll('=', '')];
  const all = [...literal, Buffer.from(secret).toString('base64url')];
  return [...new Set([...all, ...all.map(encodeURIComponent)])];
}

/** The text with `mask` in the place of each secret, however it is spelled. */
export const withoutSecrets = (text: string, secrets: readonly string[], mask: string): string =>
  secrets
    .flatMap(spellings)
    // The longest first: one may be a part of another.
    .sort((a, b) => b.length - a.length)
    .reduce((clean, spelling) => clean.replaceAll(spelling, mask), text);

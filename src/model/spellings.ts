/**
 * A secret as it is, and as others write it down: in an address, in JSON (also with `\\/`, as PHP does), as base64.
 */
function spellings(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64');
  const literal = [secret, inJson, inJson.replaceAll('/', '\\/'), base64, base64.replaceAll('=', '')];
  const all = [...literal, Buffer.from(secret).toString('base64url')];
  return [...new Set([...all, ...all.map((text) => encodeURIComponent(text.toWellFormed()))])];
}

/** What takes these secrets out of a text, with `mask` in the place of each, however it is spelled. */
export function createMask(secrets: readonly string[], mask: string): (text: string) => string {
  // The longest first: one may be a part of another.
  const spelled = secrets.flatMap(spellings).sort((a, b) => b.length - a.length);
  return (text) => spelled.reduce((clean, spelling) => clean.replaceAll(spelling, mask), text);
}

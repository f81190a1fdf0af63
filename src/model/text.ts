/**
 * Everything that could move a cursor, start an escape sequence, reorder a line or hide: controls (Cc), format
 * characters such as bidirectional overrides (Cf), lone surrogates (Cs), line and paragraph separators, unassigned
 * code points of unknown width, blank fillers. The zero-width joiner stays: emoji need it.
 */
const hostile = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** What joins the character before it: marks, skin tones, joiners and what stands behind one, consonants behind a virama. */
const joined = String.raw`(?:[\p{M}\p{Emoji_Modifier}\u200d]|(?<=\u200d)\p{Extended_Pictographic}|(?<=[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d])\p{L})`;
/** Letters that join their own kind: leading, middle and final ones of old Hangul, and dotted reph. */
const alike = [
  String.raw`[\u1100-\u115f\ua960-\ua97c]`,
  String.raw`[\u1160-\u11a7\ud7b0-\ud7c6]`,
  String.raw`[\u11a8-\u11ff\ud7cb-\ud7fb]`,
  String.raw`\u0d4e`,
];
/**
 * No writing has more than 30 in a row (Stream-Safe Text Format, https://www.unicode.org/reports/tr15/), and all of them
 * take the cells of one character: no width would hold them in.
 */
const mostJoined = 32;

/** Each one that is too many. */
const flooding = new RegExp(
  [joined, ...alike].map((one) => `${one}(?<=${one}{${mostJoined + 1}})`).join('|'),
  'gu',
);

/** Few texts have any of them, and are looked through for more. */
const joins = /\u200d|[\p{M}\p{Emoji_Modifier}\u0d4e\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;

const mayFlood = (text: string): boolean => text.length > mostJoined && joins.test(text);

const placeholder = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x09) return ' ';
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return '\ufffd';
};

/**
 * Text from outside as one line that a terminal can only show: the one gate every foreign string passes.
 * Controls become visible placeholders (`␛`, `␊`, `�`), a tab becomes a space; so does what floods one character.
 */
export function plainText(text: string): string {
  const plain = text.replace(hostile, placeholder);
  return mayFlood(plain) ? plain.replace(flooding, '\ufffd') : plain;
}

/** True when {@link plainText} would change nothing. */
export const isPlainText = (text: string): boolean =>
  text.search(hostile) === -1 && !(mayFlood(text) && text.search(flooding) !== -1);

/** The same for a text of several lines, in which breaks and tabs are plain. Fast where all of it is ASCII. */
export const isPlainLines = (text: string): boolean =>
  plainAscii.test(text) || isPlainText(text.replaceAll(/[\n\r\t]/g, ''));

const plainAscii = /^[\t\n\r\x20-\x7e]*$/;

const inEscapes = (character: string): string =>
  character === '\n'
    ? character
    : Array.from(
        { length: character.length },
        (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
      ).join('');

/**
 * JSON that a terminal can only show: what {@link plainText} would replace stands as `\uXXXX`, which means the same to
 * whoever reads it.
 */
export const jsonText = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent).replace(hostile, inEscapes);

/** What `plainText` puts in the place of what cannot be shown, and blanks that look like others: no keyboard has them. */
const untypable = /[\u2400-\u2421\ufffd]|[^\S ]/u;

/** Whether what was typed is what was asked for: keyboards write an accented letter as one character, names may have it as two. */
export const isTypedAs = (typed: string, wanted: string): boolean => typed.normalize() === wanted.normalize();

/** Whether a name can be typed as it is read: nothing in it stands for something else, and no blank hides at an end. */
export const isTypable = (name: string): boolean =>
  name !== '' && name === name.trim() && isPlainText(name) && !untypable.test(name);

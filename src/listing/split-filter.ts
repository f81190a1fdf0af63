export type Operator = ':' | '>' | '>=' | '<' | '<=' | '=';

/** One word of a filter, taken apart but not yet understood. */
export type Word = {
  readonly isNegated: boolean;
  /** Null for a bare word. */
  readonly key: string | null;
  readonly operator: Operator;
  readonly text: string;
  readonly isRegex: boolean;
  /** False for a regular expression that does not end. */
  readonly isClosed: boolean;
};

/** `cpu>`, `status:`; an address such as `2001:db8::1` does not begin like that. */
const keyPattern = /([a-z][a-z-]*)(:|>=|<=|>|<|=)/iy;

/** Splits at spaces that stand neither in quotes nor in a regular expression. */
export function splitFilter(text: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const isNegated = text.charAt(at) === '!';
    if (isNegated) at += 1;
    keyPattern.lastIndex = at;
    const match = keyPattern.exec(text);
    if (match !== null) at += match[0].length;
    const value = readValue(text, at);
    at = value.end;
    const isLoneMark = isNegated && match === null && value.text === '';
    if (!isLoneMark)
      words.push({
        isNegated,
        key: match?.[1] ?? null,
        operator: operatorOf(match?.[2]),
        text: value.text,
        isRegex: value.isRegex,
        isClosed: value.isClosed,
      });
  }
  return words;
}

type Value = Pick<Word, 'text' | 'isRegex' | 'isClosed'> & { readonly end: number };

function readValue(text: string, start: number): Value {
  const mark = text.charAt(start);
  if (mark === '/' || mark === '"' || mark === "'") {
    const end = closing(text, start + 1, mark);
    const inner = text.slice(start + 1, end ?? text.length);
    return {
      text: mark === '/' ? inner.replaceAll('\\/', '/') : inner,
      isRegex: mark === '/',
      isClosed: end !== null,
      end: end === null ? text.length : end + 1,
    };
  }
  const space = text.slice(start).search(/\s/);
  const end = space === -1 ? text.length : start + space;
  return { text: text.slice(start, end), isRegex: false, isClosed: true, end };
}

/** Where the mark stands that ends what it began; a backslash takes its meaning away. */
function closing(text: string, start: number, mark: string): number | null {
  for (let at = start; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === mark) return at;
  }
  return null;
}

const operatorOf = (text: string | undefined): Operator =>
  text === '>' || text === '>=' || text === '<' || text === '<=' || text === '=' ? text : ':';

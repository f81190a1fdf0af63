/** What providers send lies some eight deep; whoever walks through thousands by calling itself runs out of stack. */
const deepest = 200;

const [quote, backslash] = ['"'.charCodeAt(0), '\\'.charCodeAt(0)];
const [openList, closeList] = ['['.charCodeAt(0), ']'.charCodeAt(0)];
const [openMap, closeMap] = ['{'.charCodeAt(0), '}'.charCodeAt(0)];

/** Whether a text of JSON is nested so deep that nothing but harm can be meant by it. */
export function isNestedTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if (unit === quote) at = endOfText(json, at);
    else if (unit === openMap || unit === openList) depth += 1;
    else if (unit === closeMap || unit === closeList) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Where the quote is that ends the text which begins with this one. */
function endOfText(json: string, begin: number): number {
  let at = begin + 1;
  while (at < json.length && json.charCodeAt(at) !== quote) at += json.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}

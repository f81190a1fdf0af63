import { type Document, isMap, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { ConfigProblem } from './config.ts';

export type KeyPath = readonly (string | number)[];

/** A parsed file that can say on which line a key stands. */
export type YamlFile = {
  readonly value: unknown;
  /** 1-based line of a key, or of the nearest thing around it that is there. */
  readonly lineOf: (path: KeyPath) => number | null;
  /** A scalar as it is written, so that a number need not be what a binary fraction makes of it; null for anything else. */
  readonly sourceOf: (path: KeyPath) => string | null;
  /** Syntax errors, in our words; `value` is worthless when there are any. */
  readonly problems: readonly ConfigProblem[];
};

export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  // Pretty errors would quote the source, and with it a key.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (path: KeyPath) => {
    const offset = offsetOf(document, path);
    return offset === null ? null : lines.linePos(offset).line;
  };
  const sourceOf = (path: KeyPath) => {
    const node: unknown = document.getIn(path, true);
    return isScalar(node) && node.source !== undefined ? node.source : null;
  };
  if (document.errors.length > 0)
    return {
      value: undefined,
      lineOf,
      sourceOf,
      problems: syntaxProblems(document.errors, text, file, (offset) => lines.linePos(offset).line),
    };
  try {
    return { value: document.toJS() ?? {}, lineOf, sourceOf, problems: [] };
  } catch {
    const message = 'uses more YAML aliases than a configuration needs';
    return { value: undefined, lineOf, sourceOf, problems: [{ file, line: 1, key: '', message }] };
  }
}

/** Where the key of the last step stands; of a list item where it begins. */
function offsetOf(document: Document, path: KeyPath): number | null {
  if (path.length === 0) return document.contents?.range?.[0] ?? 0;
  const parentPath = path.slice(0, -1);
  const last = path[path.length - 1];
  const parent: unknown = document.getIn(parentPath, true);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === last);
    const key = pair?.key;
    if (isScalar(key) && key.range) return key.range[0];
  }
  const node: unknown = document.getIn(path, true);
  if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
    const start: unknown = node.range[0];
    if (typeof start === 'number') return start;
  }
  return offsetOf(document, parentPath);
}

/** `{ apiKey: ${VAR} }`: the brace of the variable opens a map of its own. */
const unquotedVariable = /[{,]\s*[^{}"',]*:\s*\$\{/;

function syntaxProblems(
  errors: readonly YAMLError[],
  text: string,
  file: string,
  lineAt: (offset: number) => number,
): readonly ConfigProblem[] {
  const sourceLines = text.split('\n');
  const byLine = new Map<number, ConfigProblem>();
  for (const [index, source] of sourceLines.entries())
    if (unquotedVariable.test(source))
      byLine.set(index + 1, { file, line: index + 1, key: '', message: quoteHint });
  if (byLine.size > 0) return [...byLine.values()];
  for (const error of errors) {
    const line = lineAt(error.pos[0]);
    if (!byLine.has(line)) byLine.set(line, { file, line, key: '', message: syntaxMessage(error) });
  }
  return [...byLine.values()];
}

const quoteHint = `inside { } a variable needs quotes: write "\${VAR}" in place of \${VAR}`;

/** The parser's own sentence where it quotes nothing of the source. */
const syntaxMessage = (error: YAMLError): string =>
  error.code === 'DUPLICATE_KEY'
    ? 'the same key stands twice in one map: each is allowed once'
    : `is not valid YAML (${error.code.toLowerCase().replaceAll('_', ' ')}): check indentation, quotes and colons`;

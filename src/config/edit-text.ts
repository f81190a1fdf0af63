import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import type { KeyPath } from './yaml-file.ts';

/** A value to be set at a path; null takes the key away. */
export type ConfigEdit = { readonly path: KeyPath; readonly value: string | number | boolean | null };

/** A configuration's text with values changed. What is not changed keeps its comments, order, quotes and spaces. */
export const editText = (text: string, edits: readonly ConfigEdit[]): string => edits.reduce(editOne, text);

function editOne(text: string, { path, value }: ConfigEdit): string {
  const document = parseDocument(text);
  const node: unknown = document.getIn(path, true);
  if (value !== null && isScalar(node) && node.range != null && node.source !== undefined) {
    const [start, end] = node.range;
    return text.slice(0, start) + scalarText(value) + text.slice(end);
  }
  const { contents } = document;
  const [first] = path;
  const isNewAtTop =
    !document.has(first) && (contents === null || (isMap(contents) && contents.flow !== true));
  if (value !== null && isNewAtTop && first !== undefined)
    return `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${entryText(path, value)}\n`;
  if (value === null) {
    if (node === undefined) return text;
    document.deleteIn(path);
  } else document.setIn(path, value);
  return document.toString({ lineWidth: 0, indentSeq: !/^[^\s#-][^\n]*:[^\S\n]*\n- /m.test(text) });
}

/** `theme: daylight`, `thresholds: { cpu: 80 }` */
function entryText([first, ...rest]: KeyPath, value: ConfigEdit['value']): string {
  const inner = rest.reduceRight<string>((text, key) => `{ ${key}: ${text} }`, scalarText(value));
  return `${first}: ${inner}`;
}

const scalarText = (value: ConfigEdit['value']): string => stringify(value).trimEnd();

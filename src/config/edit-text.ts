import { isCollection, isMap, isScalar, parseDocument, stringify } from 'yaml';
import type { KeyPath } from './yaml-file.ts';

/** A value to be set at a path; null takes the key away. */
export type ConfigEdit = { readonly path: KeyPath; readonly value: ConfigScalar | null | ConfigList };

type ConfigScalar = string | number | boolean;

/** Written on one line. */
type ConfigList = readonly (ConfigScalar | Readonly<Record<string, ConfigScalar | null>>)[];

/** A configuration's text with values changed. What is not changed keeps its comments, order, quotes and spaces. */
export const editText = (text: string, edits: readonly ConfigEdit[]): string => edits.reduce(editOne, text);

function editOne(text: string, { path, value }: ConfigEdit): string {
  const document = parseDocument(text);
  const node: unknown = document.getIn(path, true);
  const range = rangeOf(node);
  if (value !== null && range !== null) {
    const [start, end] = range;
    return text.slice(0, start) + valueText(value) + text.slice(end);
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
  } else document.setIn(path, document.createNode(value, { flow: true }));
  return document.toString({ lineWidth: 0, indentSeq: !/^[^\s#-][^\n]*:[^\S\n]*\n- /m.test(text) });
}

/** Where a value stands that can be replaced as it is: one on a line of its own, or between brackets. */
function rangeOf(node: unknown): readonly [start: number, end: number] | null {
  const isWhole = (isScalar(node) && node.source !== undefined) || (isCollection(node) && node.flow === true);
  if (!isWhole || node.range == null) return null;
  return [node.range[0], node.range[1]];
}

/** `theme: daylight`, `thresholds: { cpu: 80 }` */
function entryText([first, ...rest]: KeyPath, value: ConfigEdit['value']): string {
  const inner = rest.reduceRight<string>((text, key) => `{ ${key}: ${text} }`, valueText(value));
  return `${first}: ${inner}`;
}

const valueText = (value: ConfigEdit['value']): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();

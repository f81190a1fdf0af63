import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Fields } from '../../model/action.ts';
import { errorCode } from '../../model/error-code.ts';
import { UsageError } from '../usage-error.ts';
import type { World } from '../world.ts';

/**
 * `key=value` words as fields; `key=@FILE` and `key=-` read the value from a file or the standard input, without its
 * last line break, so that no secret need stand among the arguments.
 */
export async function readValues(words: readonly string[], world: Pick<World, 'readInput'>): Promise<Fields> {
  const pairs = words.map((word, index): [string, string] => {
    const at = word.indexOf('=');
    // Not repeated: what stands there may be a secret.
    if (at < 1) throw new UsageError(`value ${index + 1} of ${words.length} is no key=value`);
    return [word.slice(0, at), word.slice(at + 1)];
  });
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`${twice} is given twice`);
  if (pairs.filter(([, value]) => value === '-').length > 1)
    throw new UsageError('only one value can come from the standard input');
  const read = pairs.map(async ([name, value]) => [name, await readValue(name, value, world)] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function readValue(name: string, value: string, world: Pick<World, 'readInput'>): Promise<string> {
  if (value === '-') return withoutLastBreak(await world.readInput());
  if (!value.startsWith('@')) return value;
  const path = value.slice(1);
  const bytes = readBytes(name, path);
  // A value in which bytes were replaced is another one.
  if (!isUtf8(bytes)) throw new UsageError(`${name}: the file ${path} is no text in UTF-8`);
  return withoutLastBreak(new TextDecoder().decode(bytes));
}

function readBytes(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    throw new UsageError(`${name}: the file ${path} cannot be read (${code})`);
  }
}

const withoutLastBreak = (text: string): string => text.replace(/\r?\n$/, '');

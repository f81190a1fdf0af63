import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { plainText } from '../../model/text.ts';
import type { Assets } from '../../runtime/assets.ts';
import type { ColorLevel } from './color-level.ts';
import type { GlyphSet } from './glyphs.ts';
import { parseStyle } from './parse-style.ts';
import { type Style, type Theme, tokens } from './style.ts';

const themeFile = (level: ColorLevel) =>
  z.strictObject({
    name: z.string().min(1),
    /** The background it is made for. */
    background: z.enum(['dark', 'light', 'any']),
    styles: z.record(z.enum(tokens), styleText(level)),
  });

const styleText = (level: ColorLevel) =>
  z.string().transform((text, context): Style => {
    const style = parseStyle(text, level);
    if (!('unknown' in style)) return style;
    context.addIssue(`"${style.unknown}" is neither a #rrggbb colour, a colour name nor an attribute`);
    return z.NEVER;
  });

/** A theme by its name among those that come with the program, or by the path of a file. What is wrong with it is a `config` problem. */
export async function loadTheme(
  nameOrPath: string,
  files: Assets,
  level: ColorLevel,
  glyphs: GlyphSet = 'unicode',
): Promise<Result<Theme>> {
  const isPath = /[/\\]|\.ya?ml$/.test(nameOrPath);
  let text: string;
  try {
    text = await (isPath ? readFile(nameOrPath, 'utf8') : files.read(nameOrPath));
  } catch {
    const known = isPath ? '' : `; there are ${files.names().join(', ')}`;
    return fail(problem('config', plainText(`theme ${nameOrPath} cannot be read${known}`)));
  }
  return readTheme(text, nameOrPath, level, glyphs);
}

function readTheme(text: string, path: string, level: ColorLevel, glyphs: GlyphSet): Result<Theme> {
  const wrong = (what: string) => fail(problem('config', plainText(`${path}: ${what}`)));
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split('\n')[0] ?? 'not YAML') : 'not YAML');
  }
  const file = themeFile(level).safeParse(document);
  if (!file.success) {
    const issue = file.error.issues[0];
    return wrong(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a theme'}`);
  }
  const { name, styles } = file.data;
  return succeed({ name, styles, glyphs });
}

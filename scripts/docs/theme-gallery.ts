import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = new URL('../../themes/', import.meta.url);

const themeFile = z.object({ name: z.string() });

/** Every theme of themes/: the comment on its first line, and its picture, which `npm run picture` takes from the running program. */
export const themeGallery = (): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const { name } = themeFile.parse(parse(text));
      const [about = ''] = text.split('\n');
      const picture = `![The dashboard with its demo fleet, theme ${name}](themes/${name}.svg)`;
      return `### ${name}\n\n${about.replace(/^# /, '')}\n\n${picture}\n`;
    })
    .join('\n');

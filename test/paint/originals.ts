import { pathToFileURL } from 'node:url';

const load = (path: string): Promise<unknown> =>
  import(`${pathToFileURL(`node_modules/${path}`).href}?original`);

/** The packages as they are, with none of their modules replaced: see test/support/replace-modules.ts. */
export const originalInk = (await load('ink/build/index.js')) as typeof import('ink');
export const { default: originalWidth } = (await load(
  'string-width/index.js',
)) as typeof import('string-width');
export const { default: originalSanitize } = (await load('ink/build/sanitize-ansi.js')) as {
  default: (text: string) => string;
};

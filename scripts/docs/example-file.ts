import { readFileSync } from 'node:fs';

const folder = new URL('../../test/example-provider/tinyhost/', import.meta.url);

/** A file of the example provider, as it would stand in `src/providers/tinyhost/`. */
export const exampleFile = (name: string) => (): string =>
  `\`\`\`ts\n// ${name}\n${readFileSync(new URL(name, folder), 'utf8')
    .replaceAll('../../../src/providers/', '../')
    .replaceAll('../../../src/', '../../')}\`\`\`\n`;

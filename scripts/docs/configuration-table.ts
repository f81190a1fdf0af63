import { stringify } from 'yaml';
import { type DescribedKey, describedKeys } from './described-keys.ts';
import { markdownTable } from './markdown-table.ts';

/** Every key of the configuration file, from the schema that checks it. */
export const configurationTable = (): string =>
  markdownTable(['key', 'type', 'default', 'means', 'example'], describedKeys().map(row));

const row = ({ key, type, preset, isRequired, description, example }: DescribedKey): readonly string[] => [
  `\`${key}\``,
  type,
  isRequired ? 'required' : preset === undefined ? '' : code(preset),
  description,
  example === undefined ? '' : code(example),
];

/** As it may stand behind the key, on one line. */
const code = (value: unknown): string =>
  `\`${stringify(value, { collectionStyle: 'flow', flowCollectionPadding: true, lineWidth: 0 }).trim()}\``;

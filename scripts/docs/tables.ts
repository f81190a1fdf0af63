import { capabilityTable } from './capability-table.ts';
import { commandPages } from './command-pages.ts';
import { configurationTable } from './configuration-table.ts';
import { environmentTable } from './environment-table.ts';
import { exampleFile } from './example-file.ts';
import { keyTable } from './key-table.ts';
import { lackList } from './lack-list.ts';
import { layerPicture } from './layer-picture.ts';
import { memberTable } from './member-table.ts';
import { providerTable } from './provider-table.ts';
import type { Tables } from './replace-tables.ts';
import { themeGallery } from './theme-gallery.ts';
import { verbTable } from './verb-table.ts';

/** Everything that `npm run docs` writes into a page. */
export const tables: Tables = {
  capabilities: capabilityTable,
  commands: commandPages,
  configuration: configurationTable,
  environment: environmentTable,
  'example-adapter': exampleFile('adapter.ts'),
  'example-client': exampleFile('client.ts'),
  'example-create': exampleFile('create.ts'),
  'example-index': exampleFile('index.ts'),
  'example-prepare': exampleFile('prepare.ts'),
  'example-schema': exampleFile('schema.ts'),
  keys: keyTable,
  lacks: lackList,
  layers: layerPicture,
  members: memberTable,
  providers: providerTable,
  themes: themeGallery,
  verbs: verbTable,
};

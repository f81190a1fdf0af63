import { type FormField, field, readText, readTextIf, required, specsOf } from '../form-fields.ts';
import type { Forms } from '../provider.ts';

const name = required('name', 'a name');
const source = [
  required(
    'repository',
    'the repository without a scheme, e.g. github.com/user/my-app',
    readTextIf((text) => /^[^\s/:@]+(\/[^\s/]+)+$/.test(text)),
  ),
  required('branch', 'a git branch, e.g. main'),
  field('port', 'a whole number from 1 to 65535', (text) =>
    /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
      ? { value: Number(text) }
      : { wrong: null },
  ),
  field('buildCommand', 'a command, e.g. npm run build'),
  field('startCommand', 'a command, e.g. npm start'),
];

/** "Create a site" (vendor docs): its shorter example leaves the port and the commands out. */
export const siteFields: readonly FormField[] = [
  name,
  required('type', 'where it comes from; github is the one that is documented'),
  ...source,
];

/** What a change of a site may name. Nothing says that its type can be changed. */
export const siteChanges: readonly FormField[] = [name, ...source].map((rule) => ({
  ...rule,
  isRequired: false,
}));

/** `postgresql` stands in the vendor docs, the others in the help of the vendor's command line client. */
const databaseTypes = ['postgresql', 'mysql', 'redis', 'mongodb'];

/** "Create a database" (vendor docs). */
export const databaseFields: readonly FormField[] = [
  name,
  required(
    'type',
    `one of ${databaseTypes.join(', ')}`,
    readTextIf((text) => databaseTypes.includes(text)),
  ),
];

/** "Webhooks" (vendor docs): an https address, which is sent a test ping at once. Plain http is for this machine alone. */
export const webhookFields: readonly FormField[] = [
  required(
    'url',
    'an https address',
    readTextIf(
      (text) =>
        /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/i.test(text) && URL.canParse(text),
    ),
  ),
  field('secret', 'a secret that signs what is sent', readText, { isRequired: true, isSecret: true }),
];

/** A site is an app to us. */
export const forms: Forms = {
  create: {
    app: specsOf(siteFields),
    database: specsOf(databaseFields),
    webhook: specsOf(webhookFields),
  },
  update: { app: specsOf(siteChanges) },
};

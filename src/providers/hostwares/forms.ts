import type { Forms } from '../provider.ts';
import { type FieldRule, specsOf } from './fields.ts';

const asText = (text: string): string => text;

const rule = (
  name: string,
  need: 'required' | 'optional',
  hint: string,
  read: FieldRule['read'] = asText,
): FieldRule => ({ name, isRequired: need === 'required', isSecret: false, hint, read });

const name = rule('name', 'required', 'a name');
const source = [
  rule('repository', 'required', 'the repository without a scheme, e.g. github.com/user/my-app', (text) =>
    /^[^\s/:@]+(\/[^\s/]+)+$/.test(text) ? text : undefined,
  ),
  rule('branch', 'required', 'a git branch, e.g. main'),
  rule('port', 'optional', 'a whole number from 1 to 65535', (text) =>
    /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535 ? Number(text) : undefined,
  ),
  rule('buildCommand', 'optional', 'a command, e.g. npm run build'),
  rule('startCommand', 'optional', 'a command, e.g. npm start'),
];

/** "Create a site" (vendor docs): its shorter example leaves the port and the commands out. */
export const siteFields: readonly FieldRule[] = [
  name,
  rule('type', 'required', 'where it comes from; github is the one that is documented'),
  ...source,
];

/** What a change of a site may name. Nothing says that its type can be changed. */
export const siteChanges: readonly FieldRule[] = [name, ...source].map((field) => ({
  ...field,
  isRequired: false,
}));

/** `postgresql` stands in the vendor docs, the others in the help of the vendor's command line client. */
const databaseTypes = ['postgresql', 'mysql', 'redis', 'mongodb'];

/** "Create a database" (vendor docs). */
export const databaseFields: readonly FieldRule[] = [
  name,
  rule('type', 'required', `one of ${databaseTypes.join(', ')}`, (text) =>
    databaseTypes.includes(text) ? text : undefined,
  ),
];

/** A site is an app to us. */
export const forms: Forms = {
  create: { app: specsOf(siteFields), database: specsOf(databaseFields) },
  update: { app: specsOf(siteChanges) },
};

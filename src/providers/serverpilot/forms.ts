import { type FormField, field, readText, required, requiredFrom, specsOf } from '../form-fields.ts';
import type { Forms } from '../provider.ts';
import {
  domainsHint,
  passwordHint,
  planHint,
  readDomains,
  readName,
  readPassword,
  readPlan,
  readSwitch,
  readTrimmedPassword,
  readUserName,
} from './field-types.ts';

const password = (name: string, isRequired: boolean): FormField =>
  field(name, passwordHint, readTrimmedPassword, { isRequired, isSecret: true });

/** Vendor docs, "Connect a New Server". */
export const createServerForm: readonly FormField[] = [
  required(
    'name',
    '1 to 255 lowercase letters, digits, dots and dashes; a letter first, a letter or digit last',
    readName(1, 255, /^[a-z]([a-z0-9.-]*[a-z0-9])?$/),
  ),
  field('plan', planHint, readPlan),
  field('enable_ssh_password_auth', 'true or false', readSwitch),
];

/** Vendor docs, "Update a Server". */
export const updateServerForm: readonly FormField[] = [
  field('plan', planHint, readPlan),
  field('firewall', 'true or false', readSwitch),
  field('autoupdates', 'true or false', readSwitch),
  field('deny_unknown_domains', 'true or false', readSwitch),
];

const runtimeHint = "one of the server's available runtimes, such as php8.1";

/** Vendor docs, "Create an App". A dot leads into an object. */
export const createAppForm: readonly FormField[] = [
  required('name', '3 to 30 lowercase letters and digits', readName(3, 30, /^[a-z0-9]+$/)),
  requiredFrom('sysuserid', 'the id of the system user that owns it', { list: 'systemUsers', key: 'id' }),
  required('runtime', runtimeHint),
  field('domains', domainsHint, readDomains),
  field('wordpress.site_title', 'installs WordPress, together with the other three'),
  field('wordpress.admin_user', "the name of WordPress's administrator"),
  field('wordpress.admin_password', '8 to 200 characters', readPassword, { isSecret: true }),
  field('wordpress.admin_email', "the administrator's mail address"),
];

/** Vendor docs, "Update an App". */
export const updateAppForm: readonly FormField[] = [
  field('runtime', runtimeHint),
  field('domains', domainsHint, readDomains),
];

/** Vendor docs, "Create a Database". */
export const createDatabaseForm: readonly FormField[] = [
  requiredFrom('appid', 'the id of the app it belongs to', 'apps'),
  required('name', '3 to 64 lowercase letters, digits and dashes', readName(3, 64, /^[a-z0-9-]+$/)),
  required('user.name', '1 to 16 characters', readUserName),
  password('user.password', true),
];

/** Vendor docs, "Update the Database User Password". */
export const updateDatabaseForm: readonly FormField[] = [password('user.password', true)];

/** Vendor docs, "Create a System User". */
export const createUserForm: readonly FormField[] = [
  requiredFrom('serverid', 'the id of the server', 'servers'),
  required(
    'name',
    '3 to 32 lowercase letters, digits and dashes, a letter first',
    readName(3, 32, /^[a-z][a-z0-9-]*$/),
  ),
  password('password', false),
  field('sshkey_id', 'the id of an SSH key of the account', readText, {
    source: { list: 'sshKeys', key: 'id' },
  }),
];

export const forms: Forms = {
  create: {
    server: specsOf(createServerForm),
    app: specsOf(createAppForm),
    database: specsOf(createDatabaseForm),
    user: specsOf(createUserForm),
  },
  update: {
    server: specsOf(updateServerForm),
    app: specsOf(updateAppForm),
    database: specsOf(updateDatabaseForm),
  },
  // Vendor docs, "Delete a Server".
  deletion: { server: 'is disconnected from ServerPilot: the machine goes on, with all that is on it' },
};

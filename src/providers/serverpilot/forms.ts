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
import { type Field, readText, specsOf } from './read-fields.ts';

const optional = (name: string, hint: string, read: Field['read']): Field => ({
  name,
  hint,
  read,
  isRequired: false,
  isSecret: false,
});

const required = (name: string, hint: string, read: Field['read']): Field => ({
  ...optional(name, hint, read),
  isRequired: true,
});

const password = (name: string, isRequired: boolean): Field => ({
  ...optional(name, passwordHint, readTrimmedPassword),
  isRequired,
  isSecret: true,
});

/** Vendor docs, "Connect a New Server". */
export const createServerForm: readonly Field[] = [
  required(
    'name',
    '1 to 255 lowercase letters, digits, dots and dashes; a letter first, a letter or digit last',
    readName(1, 255, /^[a-z]([a-z0-9.-]*[a-z0-9])?$/),
  ),
  optional('plan', planHint, readPlan),
  optional('enable_ssh_password_auth', 'true or false', readSwitch),
];

/** Vendor docs, "Update a Server". */
export const updateServerForm: readonly Field[] = [
  optional('plan', planHint, readPlan),
  optional('firewall', 'true or false', readSwitch),
  optional('autoupdates', 'true or false', readSwitch),
  optional('deny_unknown_domains', 'true or false', readSwitch),
];

const runtimeHint = "one of the server's available runtimes, such as php8.1";

/** Vendor docs, "Create an App". A dot leads into an object. */
export const createAppForm: readonly Field[] = [
  required('name', '3 to 30 lowercase letters and digits', readName(3, 30, /^[a-z0-9]+$/)),
  required('sysuserid', 'the id of the system user that owns it', readText),
  required('runtime', runtimeHint, readText),
  optional('domains', domainsHint, readDomains),
  optional('wordpress.site_title', 'installs WordPress, together with the other three', readText),
  optional('wordpress.admin_user', "the name of WordPress's administrator", readText),
  {
    ...optional('wordpress.admin_password', '8 to 200 characters', readPassword),
    isSecret: true,
  },
  optional('wordpress.admin_email', "the administrator's mail address", readText),
];

/** Vendor docs, "Update an App". */
export const updateAppForm: readonly Field[] = [
  optional('runtime', runtimeHint, readText),
  optional('domains', domainsHint, readDomains),
];

/** Vendor docs, "Create a Database". */
export const createDatabaseForm: readonly Field[] = [
  required('appid', 'the id of the app it belongs to', readText),
  required('name', '3 to 64 lowercase letters, digits and dashes', readName(3, 64, /^[a-z0-9-]+$/)),
  required('user.name', '1 to 16 characters', readUserName),
  password('user.password', true),
];

/** Vendor docs, "Update the Database User Password". */
export const updateDatabaseForm: readonly Field[] = [password('user.password', true)];

/** Vendor docs, "Create a System User". */
export const createUserForm: readonly Field[] = [
  required('serverid', 'the id of the server', readText),
  required(
    'name',
    '3 to 32 lowercase letters, digits and dashes, a letter first',
    readName(3, 32, /^[a-z][a-z0-9-]*$/),
  ),
  password('password', false),
  optional('sshkey_id', 'the id of an SSH key of the account', readText),
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
};

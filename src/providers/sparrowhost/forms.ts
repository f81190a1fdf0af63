import { isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Forms } from '../provider.ts';
import { type FieldRule, specsOf } from './fields.ts';

const required = { isRequired: true, isSecret: false };
const optional = { isRequired: false, isSecret: false };

const asText = (text: string): string => text;

export const serverNameHint = '3 to 63 characters';

/** The length is documented for a rename; it is the same name that a creation gives. */
export const isServerName = (name: string): boolean => {
  const { length } = [...name];
  return length >= 3 && length <= 63;
};

/** "Deploy Server" (vendor docs). */
export const serverFields: readonly FieldRule[] = [
  {
    ...required,
    name: 'name',
    hint: serverNameHint,
    read: (text) => (isServerName(text) ? text : undefined),
  },
  { ...required, name: 'productId', hint: 'a plan, e.g. vps-amd-2vcpu-4gb', read: asText },
  { ...required, name: 'regionId', hint: 'a region, e.g. in-noida-1', read: asText },
  { ...required, name: 'osId', hint: 'an OS template, e.g. ubuntu-24-04', read: asText },
  { ...optional, name: 'sshKeyId', hint: 'the id of an SSH key of the account', read: asText },
];

const buildTypes = ['nixpacks', 'dockerfile', 'static', 'railpack'];

/** "Create App" (vendor docs). */
export const appFields: readonly FieldRule[] = [
  { ...required, name: 'name', hint: 'a name, which becomes the subdomain', read: asText },
  {
    ...required,
    name: 'repoUrl',
    hint: 'the full HTTPS or SSH address of the git repository',
    read: (text) => (/^(https:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)\S+$/.test(text) ? text : undefined),
  },
  { ...required, name: 'branch', hint: 'a git branch, e.g. main', read: asText },
  {
    ...optional,
    name: 'buildType',
    hint: `one of ${buildTypes.join(', ')} (default nixpacks)`,
    read: (text) => (buildTypes.includes(text) ? text : undefined),
  },
  {
    ...optional,
    name: 'publishDir',
    hint: 'the output directory of a static build, e.g. dist',
    read: asText,
  },
  {
    name: 'env',
    isRequired: false,
    isSecret: true,
    hint: 'a JSON object of texts: {"KEY":"value"}',
    read: readTexts,
  },
];

/** Nothing but a server's name can be changed, and that has its own verb. */
export const forms: Forms = {
  create: { server: specsOf(serverFields), app: specsOf(appFields) },
  update: {},
};

function readTexts(text: string): JsonValue | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isMap = isJsonObject(value) && Object.entries(value).every(isVariable);
    return isMap ? value : undefined;
  } catch {
    return undefined;
  }
}

const isVariable = ([name, value]: readonly [string, JsonValue]): boolean =>
  name !== '' && typeof value === 'string';

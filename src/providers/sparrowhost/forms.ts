import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { type FormField, field, type Reading, readTextIf, required, specsOf } from '../form-fields.ts';
import type { Forms } from '../provider.ts';

export const serverNameHint = '3 to 63 characters';

/** The length is documented for a rename; it is the same name that a creation gives. */
export const isServerName = (name: string): boolean => {
  const { length } = [...name];
  return length >= 3 && length <= 63;
};

/** "Deploy Server" (vendor docs). */
export const serverFields: readonly FormField[] = [
  required('name', serverNameHint, readTextIf(isServerName)),
  required('productId', 'a plan, e.g. vps-amd-2vcpu-4gb'),
  required('regionId', 'a region, e.g. in-noida-1'),
  required('osId', 'an OS template, e.g. ubuntu-24-04'),
  field('sshKeyId', 'the id of an SSH key of the account'),
];

const buildTypes = ['nixpacks', 'dockerfile', 'static', 'railpack'];

/** "Create App" (vendor docs). */
export const appFields: readonly FormField[] = [
  required('name', 'a name, which becomes the subdomain'),
  required(
    'repoUrl',
    'the full HTTPS or SSH address of the git repository',
    readTextIf((text) => /^(https:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)\S+$/.test(text)),
  ),
  required('branch', 'a git branch, e.g. main'),
  field(
    'buildType',
    `one of ${buildTypes.join(', ')} (default nixpacks)`,
    readTextIf((text) => buildTypes.includes(text)),
  ),
  field('publishDir', 'the output directory of a static build, e.g. dist'),
  field('env', 'a JSON object of texts: {"KEY":"value"}', readTexts, { isSecret: true }),
];

/** Nothing but a server's name can be changed, and that has its own verb. */
export const forms: Forms = {
  create: { server: specsOf(serverFields), app: specsOf(appFields) },
  update: {},
  createCosts: { server: 'needs a balance of at least INR 1,000' },
};

function readTexts(text: string): Reading {
  try {
    const value: unknown = JSON.parse(text);
    const isMap = isJsonObject(value) && Object.entries(value).every(isVariable);
    return isMap ? { value } : { wrong: null };
  } catch {
    return { wrong: null };
  }
}

const isVariable = ([name, value]: readonly [string, JsonValue]): boolean =>
  name !== '' && typeof value === 'string';

import { type FormField, field, type Reading, readText, requiredFrom, specsOf } from '../form-fields.ts';
import type { Forms } from '../provider.ts';

const readWholeNumber = (text: string): Reading =>
  /^\d{1,15}$/.test(text) ? { value: Number(text) } : { wrong: 'is no whole number' };

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
/** Two labels at least; the last one is no number. */
const fullName = new RegExp(`^(${label}\\.)+(?!\\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$`, 'i');
const longestName = 253;

const readHostname = (text: string): Reading =>
  text.length <= longestName && fullName.test(text)
    ? { value: text }
    : { wrong: 'is no fully qualified domain name' };

/** Kept as typed: blanks at its ends belong to a password. */
const readPassword = (text: string): Reading => {
  const { length } = [...text];
  if (length < 8) return { wrong: 'is too short' };
  if (length > 72) return { wrong: 'is too long' };
  return /\p{L}/u.test(text) && /\d/.test(text)
    ? { value: text }
    : { wrong: 'is too weak, it wants both letters and digits' };
};

const readPublicKey = (text: string): Reading =>
  text.includes('PRIVATE KEY') ? { wrong: 'is a private key' } : readText(text);

const readWebAddress = (text: string): Reading =>
  /^https?:\/\//i.test(text) && URL.canParse(text) ? { value: text } : { wrong: 'is no web address' };

/** Vendor docs, "Create VPS". */
export const createServerForm: readonly FormField[] = [
  field('hostname', 'a full name such as web.example.com', readHostname, { isRequired: true }),
  field('plan_id', "a plan's number", readWholeNumber, {
    isRequired: true,
    source: { list: 'plans', key: 'id' },
  }),
  requiredFrom('location_code', "a location's code such as la", { list: 'locations', key: 'code' }),
  requiredFrom('template_id', "a template's id such as 9000", { list: 'templates', key: 'id' }),
  field('root_password', '8 to 72 characters with letters and digits', readPassword, {
    isRequired: true,
    isSecret: true,
  }),
  field('ssh_key', 'a public SSH key for root', readPublicKey),
  field('webhook_url', 'an http or https address that is told when the deployment ends', readWebAddress),
  field('webhook_secret', 'a secret that signs what the webhook gets', readText, {
    isSecret: true,
  }),
];

export const forms: Forms = { create: { server: specsOf(createServerForm) }, update: {} };

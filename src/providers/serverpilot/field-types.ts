import type { FormField, Reading } from '../form-fields.ts';

/** How the fields of ServerPilot's forms are read. (Vendor docs, the tables under "Resources & Methods".) */

/** A name of so many characters that match; both the count and the characters are named when they are wrong. */
export const readName =
  (shortest: number, longest: number, pattern: RegExp): FormField['read'] =>
  (name) => {
    if (name.length < shortest) return { wrong: 'is too short' };
    if (name.length > longest) return { wrong: 'is too long' };
    return pattern.test(name) ? { value: name } : { wrong: 'has characters that are not allowed there' };
  };

/** Users of databases: no more than a length is documented. */
export const readUserName = (text: string): Reading => readName(1, 16, /^/)(text);

/** Kept as typed. */
export const readPassword = (text: string): Reading => {
  const { length } = [...text];
  if (length < 8) return { wrong: 'is too short' };
  return length > 200 ? { wrong: 'is too long' } : { value: text };
};

/** Passwords of system users and of databases' users. */
export const readTrimmedPassword = (text: string): Reading =>
  text.trim() === text ? readPassword(text) : { wrong: 'begins or ends with a blank' };

export const passwordHint = '8 to 200 characters, no blank at either end';

export const readSwitch = (text: string): Reading => {
  const word = text.toLowerCase();
  return word === 'true' || word === 'false'
    ? { value: word === 'true' }
    : { wrong: 'is neither true nor false' };
};

const plans = ['economy', 'business', 'first_class'];

export const planHint = 'economy, business or first_class';

export const readPlan = (text: string): Reading =>
  plans.includes(text) ? { value: text } : { wrong: 'is no plan' };

/** Vendor docs, "Limits". */
export const mostDomains = 300;

export const domainsHint = `names of domains with commas between, ${mostDomains} at most; they replace all there are`;

export const readDomains = (text: string): Reading => {
  const domains = [...new Set(text.split(',').map((domain) => domain.trim()))].filter((name) => name !== '');
  if (domains.length === 0) return { wrong: 'names no domain' };
  if (domains.length > mostDomains) return { wrong: 'has too many' };
  return domains.every(isDomain) ? { value: domains } : { wrong: 'has what is no name of a domain' };
};

/** No rule is documented: what could not stand in a web server's configuration is refused. */
export const isDomain = (name: string): boolean => /^[^\s/:@,;"'\\{}]+$/.test(name) && name.length <= 253;

import { z } from 'zod';
import { durationPattern } from '../model/duration.ts';
import { providerTypes } from '../providers/registry.ts';

/** Says what is allowed; a value is shown, a missing one called missing. */
const allow = (allowed: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing: ${allowed}` : `${shown(input)} is not allowed: ${allowed}`,
});

/** As {@link allow} for what may be a secret: the value stays out of the message. */
const allowSecret = (allowed: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing: ${allowed}` : `is not allowed like this: ${allowed}`,
});

const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'a map' : String(value);
};

const secretWords = `one of \${VAR}, { file: PATH }, { command: [program, argument, …] } or the value itself`;

const secret = z
  .union(
    [
      z.string().min(1),
      z.strictObject({ file: z.string(allow('the path of a file')).min(1) }),
      z.strictObject({ command: z.array(z.string()).min(1) }),
    ],
    allowSecret(secretWords),
  )
  .describe(`A secret: ${secretWords}.`);

const flag = (what: string) => z.boolean(allow('true or false')).optional().describe(what);

const text = (allowed: string) => z.string(allow(allowed)).min(1, allow(allowed));

const duration = (what: string) =>
  z
    .string(allow('a number and its unit ms, s, m, h or d, such as 15s or 2m'))
    .regex(durationPattern, allow('a number and its unit ms, s, m, h or d, such as 15s or 2m'))
    .optional()
    .describe(what);

const numberFrom = (least: number, allowed: string) =>
  z.number(allow(allowed)).gte(least, allow(allowed)).optional();

const percentage = z
  .number(allow('a number from 0 to 100'))
  .gte(0, allow('a number from 0 to 100'))
  .lte(100, allow('a number from 0 to 100'))
  .optional();

const count = z.int(allow('a whole number above 0')).gte(1, allow('a whole number above 0'));

const map = <Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : allow(what).error(issue)),
  });

export const providerSchema = map(
  {
    name: z
      .string(allow('a name of the letters a-z, digits and -'))
      .regex(/^[a-z0-9-]+$/, allow('a name of the letters a-z, digits and -'))
      .describe('Unique; what the panes show and the first part of every reference.'),
    type: z.enum(providerTypes, allow(`one of ${providerTypes.join(', ')}`)),
    apiKey: secret,
    clientId: secret.optional(),
    baseUrl: z
      .string(allow('an https:// address'))
      .optional()
      .describe('Replaces the documented base URL as a whole.'),
    allowInsecure: flag('Accept http: for another host than this one.'),
    readOnly: flag('Refuse every action on this provider.'),
    pollInterval: duration('Shortest time between two list refreshes.'),
    rateLimit: map(
      { perMinute: count, perHour: count.optional() },
      'a map such as { perMinute: 120, perHour: 1000 }',
    )
      .optional()
      .describe('Replaces the documented limit, upward too.'),
    caFile: text('the path of a PEM file').optional().describe('An own certificate authority, PEM.'),
  },
  'a map with name, type and apiKey',
);

const rateWords = 'how much of the base one unit is worth, such as 0.0114';

const rate = z.union(
  [z.number().positive(allow(rateWords)), z.string().regex(/^(?!0+(\.0+)?$)\d+(\.\d+)?$/, allow(rateWords))],
  allow(rateWords),
);

const currency = z
  .string(allow('three capital letters, such as USD'))
  .regex(/^[A-Z]{3}$/, allow('three capital letters, such as USD'));

const ratesWords = 'a map such as { base: USD, INR: 0.0114, asOf: 2026-11-01 }';

/** What is not `base` or `asOf` is a currency; `check-rates.ts` looks at the names. */
const rates = z
  .object(
    { base: currency, asOf: z.iso.date(allow('the day of the rates, such as 2026-11-01')) },
    allow(ratesWords),
  )
  .catchall(rate)
  .optional()
  .describe(`Fixed exchange rates, for one total: each currency by ${rateWords}.`);

export const configSchema = map(
  {
    providers: z
      .array(providerSchema, allow('a list of providers'))
      .min(1, allow('a list of at least one provider'))
      .optional()
      .describe('Left out: taken from the environment.'),
    theme: text('the name of a theme, or the path of a theme file').optional(),
    readOnly: flag('Refuse every action.'),
    protected: z
      .array(text('a reference or a name, with * for any text'), allow('a list of references or names'))
      .optional()
      .describe('References or names with *: what needs a stronger confirmation.'),
    thresholds: map(
      {
        cpu: percentage,
        memory: percentage,
        runwayDays: numberFrom(0, 'a number of days'),
      },
      'a map such as { cpu: 90, memory: 90, runwayDays: 7 }',
    )
      .optional()
      .describe(
        'From where on something is a problem: percent of CPU and memory, days that the money lasts.',
      ),
    notify: z
      .enum(['off', 'bell', 'osc9'], allow('one of off, bell, osc9'))
      .optional()
      .describe(
        'How a new problem is told beside the screen: not at all, by bell, by a notification (OSC 9).',
      ),
    rates,
    keys: z
      .record(z.string(), text('a key, such as x or ctrl+r'), allow('a map from command id to key'))
      .optional()
      .describe('Command id to key, to remap.'),
    lockWhenIdle: duration('Lock writes after this long without a key press.'),
  },
  'a map with the key providers',
);

export type RawConfig = z.infer<typeof configSchema>;
/** One provider as far as its fields are valid. */
export const partialProviderSchema = providerSchema.partial();

export type RawProvider = z.infer<typeof partialProviderSchema>;
export type RawSecret = z.infer<typeof secret>;

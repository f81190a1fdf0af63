import { z } from 'zod';
import { appColumns } from '../listing/app-columns.ts';
import { columnWidths } from '../listing/arrange-columns.ts';
import { serverColumns } from '../listing/server-columns.ts';
import { durationPattern, parseDuration } from '../model/duration.ts';
import { didYouMean } from '../model/nearest.ts';
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

/** Columns by their ids, each once; a map where one is to have a width of its own. */
function columns(all: readonly { readonly id: string }[]) {
  const ids = all.map(({ id }) => id);
  const known = z.enum(ids);
  const width = `a whole number of cells from ${columnWidths.least} to ${columnWidths.most}`;
  const sized = map(
    {
      id: z.enum(ids, { error: ({ input }) => columnFault(input, ids) }),
      width: z
        .int(allow(width))
        .gte(columnWidths.least, allow(width))
        .lte(columnWidths.most, allow(width))
        .optional(),
    },
    'a column, or a map such as { id: cpu, width: 6 }',
  );
  return z
    .array(
      z.union([known, sized], { error: ({ input }) => columnFault(input, ids) }),
      allow('a list of columns'),
    )
    .min(1, allow('a list of at least one column'))
    .refine((chosen) => new Set(chosen.map(idOf)).size === chosen.length, 'has a column twice')
    .optional();
}

const idOf = (column: string | { readonly id: string }): string =>
  typeof column === 'string' ? column : column.id;

/** What is wrong with an entry in a list of columns. */
function columnFault(input: unknown, ids: readonly string[]): string {
  if (typeof input === 'string')
    return `${shown(input)} is no column${didYouMean(input, ids) || ':'} allowed are ${ids.join(', ')}`;
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
  return typeof id === 'string' && !ids.includes(id)
    ? columnFault(id, ids)
    : `is not allowed like this: a column, or a map such as { id: ${ids[0]}, width: 12 }`;
}

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

const portWords = 'a port from 1 to 65535';
const programWords = 'a program, or a list of the program and its first arguments';

/** A duration within bounds, both of them allowed. */
const durationWithin = (least: string, most: string, what: string) => {
  const words = `from ${least} to ${most}, such as 15s`;
  return duration(what).refine((text) => {
    const ms = text === undefined ? null : parseDuration(text);
    return ms === null || (ms >= (parseDuration(least) ?? 0) && ms <= (parseDuration(most) ?? 0));
  }, allow(words));
};

const patterns = (what: string) =>
  z
    .array(text('a reference or a name, with * for any text'), allow('a list of references or names'))
    .optional()
    .describe(what);

/** A word that ssh cannot take for an option. */
const sshWord = (allowed: string) => text(allowed).regex(/^[^-\s\p{Cc}][^\s\p{Cc}]*$/u, allow(allowed));

/** How to get into a server. */
const sshWay = {
  command: z
    .union([text(programWords), z.array(text(programWords)).min(1, allow(programWords))], allow(programWords))
    .optional()
    .describe('The program that is run, and words that always follow it.'),
  user: sshWord('a user name, such as ops').optional().describe('Who to log in as.'),
  port: z
    .int(allow(portWords))
    .gte(1, allow(portWords))
    .lte(65_535, allow(portWords))
    .optional()
    .describe('The port that sshd listens on.'),
  jump: sshWord('a host to go by, such as ops@bastion.example.com')
    .optional()
    .describe('One host to go by, or several with commas between.'),
};

const sampled = {
  interval: durationWithin('1s', '10m', 'Time between two samples of a server.'),
};

export const sshOverrideSchema = map(
  { ...sshWay, ...sampled, enabled: flag('Whether samples are taken there.') },
  'a map such as { user: root, port: 2222, enabled: false }',
);

const overrides = (what: string, allowed: string) =>
  z.record(text('a name'), sshOverrideSchema, allow(allowed)).optional().describe(what);

const wholeWithin = (least: number, most: number, what: string) => {
  const words = `a whole number from ${least} to ${most}`;
  return z.int(allow(words)).gte(least, allow(words)).lte(most, allow(words)).optional().describe(what);
};

export const sshSchema = map(
  {
    ...sshWay,
    enabled: flag('Take samples of the servers over ssh, and see who is logged in there.'),
    include: patterns('References or names with *: where samples are taken; left out: everywhere.'),
    exclude: patterns('References or names with *: where none are taken, whatever else is said.'),
    ...sampled,
    connectTimeout: durationWithin('1s', '2m', 'How long a connection may take to open.'),
    atOnce: wholeWithin(1, 64, 'Connections that are being opened at the same time.'),
    most: wholeWithin(1, 1_000, 'Servers that samples are taken of: each takes a process of ssh here.'),
    providers: overrides(
      'What is different for a provider, by its name.',
      'a map such as { sparrow: { user: root } }',
    ),
    servers: overrides(
      'What is different for servers, by reference or name with *; what stands later wins.',
      'a map such as { "sparrow/42": { port: 2222 } }',
    ),
  },
  'a map such as { user: ops, port: 22, jump: bastion.example.com }',
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
    theme: text('auto, the name of a theme, or the path of a theme file')
      .optional()

      .describe("A name, a path, or auto: by the terminal's background."),
    readOnly: flag('Refuse every action.'),
    mouse: flag('The dashboard takes clicks and the wheel; the terminal selects text with Shift then.'),
    ascii: flag('Draw frames and signs in ASCII.'),
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
    columns: map(
      { servers: columns(serverColumns), apps: columns(appColumns) },
      'a map such as { servers: [name, status, { id: cpu, width: 6 }] }',
    )
      .optional()
      .describe('The columns of each list, in their order; width in cells.'),
    keys: z
      .record(z.string(), text('a key, such as x or ctrl+r'), allow('a map from command id to key'))
      .optional()
      .describe('Command id to key, to remap.'),
    ssh: sshSchema
      .optional()
      .describe(
        'How to get into a server: for the key s, and where enabled for samples of its load. {name}, {provider} and {region} in user and jump are the server’s.',
      ),
    lockWhenIdle: duration('Lock writes after this long without a key press.'),
  },
  'a map with the key providers',
);

export type RawColumn = NonNullable<NonNullable<RawConfig['columns']>['servers']>[number];
export type RawConfig = z.infer<typeof configSchema>;
/** One provider as far as its fields are valid. */
export const partialProviderSchema = providerSchema.partial();

export type RawProvider = z.infer<typeof partialProviderSchema>;
export type RawSshOverride = z.infer<typeof sshOverrideSchema>;
export type RawSecret = z.infer<typeof secret>;

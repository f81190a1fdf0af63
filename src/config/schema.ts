import { z } from 'zod';
import { appColumns } from '../listing/app-columns.ts';
import { columnWidths } from '../listing/arrange-columns.ts';
import { serverColumns } from '../listing/server-columns.ts';
import { durationPattern, parseDuration } from '../model/duration.ts';
import type { JsonValue } from '../model/json.ts';
import { didYouMean } from '../model/nearest.ts';
import { providerTypes } from '../providers/registry.ts';
import { defaultPreferences } from './config.ts';

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

/** What a key means, for the JSON Schema and the reference that is made of it: an example, and what holds without it. */
const about = (description: string, example: JsonValue, preset?: JsonValue) => ({
  description,
  examples: [example],
  ...(preset === undefined ? {} : { default: preset }),
});

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
  .meta(about(`The key, a secret: ${secretWords}.`, `\${SPARROWHOST_API_KEY}`));

const flag = (what: string) =>
  z
    .boolean(allow('true or false'))
    .optional()
    .meta(about(what, true, false));

const text = (allowed: string) => z.string(allow(allowed)).min(1, allow(allowed));

const duration = () =>
  z
    .string(allow('a number and its unit ms, s, m, h or d, such as 15s or 2m'))
    .regex(durationPattern, allow('a number and its unit ms, s, m, h or d, such as 15s or 2m'))
    .optional();

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
      .meta(about('Unique; what the panes show and the first part of every reference.', 'sparrow-prod')),
    type: z
      .enum(providerTypes, allow(`one of ${providerTypes.join(', ')}`))
      .meta(about('Whose API it is.', providerTypes[0] ?? '')),
    apiKey: secret,
    clientId: secret
      .optional()
      .meta(
        about(
          'The client id beside the key, where the type has one; as apiKey.',
          `\${SERVERPILOT_CLIENT_ID}`,
        ),
      ),
    baseUrl: z
      .string(allow('an https:// address'))
      .optional()
      .meta(about('Replaces the documented base URL as a whole.', 'https://api.sparrowhost.net')),
    allowInsecure: flag('Accept http: for another host than this one.'),
    readOnly: flag('Refuse every action on this provider.'),
    pollInterval: duration().meta(about('Shortest time between two list refreshes.', '30s', '15s')),
    rateLimit: map(
      {
        perMinute: count.meta(about('Requests in any minute.', 30)),
        perHour: count
          .optional()
          .meta(about('Requests in any hour; without it the minute alone counts.', 1000)),
      },
      'a map such as { perMinute: 120, perHour: 1000 }',
    )
      .optional()
      .meta(about("Replaces the provider's documented limit, upward too.", { perMinute: 30 })),
    caFile: text('the path of a PEM file')
      .optional()
      .meta(about('A file with an own certificate authority, PEM.', '/etc/ssl/own-ca.pem')),
  },
  'a map with name, type and apiKey',
);

const portWords = 'a port from 1 to 65535';
const programWords = 'a program, or a list of the program and its first arguments';

/** A duration within bounds, both of them allowed. */
const durationWithin = (least: string, most: string) => {
  const words = `from ${least} to ${most}, such as 15s`;
  return duration().refine((text) => {
    const ms = text === undefined ? null : parseDuration(text);
    return ms === null || (ms >= (parseDuration(least) ?? 0) && ms <= (parseDuration(most) ?? 0));
  }, allow(words));
};

const patterns = z
  .array(text('a reference or a name, with * for any text'), allow('a list of references or names'))
  .optional();

const wholeWithin = (least: number, most: number) => {
  const words = `a whole number from ${least} to ${most}`;
  return z.int(allow(words)).gte(least, allow(words)).lte(most, allow(words)).optional();
};

/** A word that ssh cannot take for an option. */
const sshWord = (allowed: string) => text(allowed).regex(/^[^-\s\p{Cc}][^\s\p{Cc}]*$/u, allow(allowed));

/** How to get into a server, and whether and how often it is sampled: of all, of a provider's, or of single ones. */
const sshWay = {
  command: z
    .union([text(programWords), z.array(text(programWords)).min(1, allow(programWords))], allow(programWords))
    .optional()
    .meta(
      about(
        'The program that is run, and words that always follow it.',
        ['ssh', '-F', '/etc/fleet.conf'],
        'ssh',
      ),
    ),
  user: sshWord('a user name, such as ops').optional().meta(about('As whom to log in.', 'ops')),
  port: z
    .int(allow(portWords))
    .gte(1, allow(portWords))
    .lte(65_535, allow(portWords))
    .optional()
    .meta(about('The port of the ssh servers.', 22)),
  jump: sshWord('a host to go by, such as ops@bastion.example.com')
    .optional()
    .meta(about('One host to go by, or several with commas between.', 'bastion.example.com')),
  enabled: flag('Take samples over ssh, and see who is logged in. Nothing connects without it.'),
  interval: durationWithin('1s', '10m').meta(about('Time between two samples of a server.', '15s', '5s')),
};

export const sshOverrideSchema = map(sshWay, 'a map such as { user: root, port: 2222, enabled: false }');

const overrides = (allowed: string) => z.record(text('a name'), sshOverrideSchema, allow(allowed)).optional();

export const sshSchema = map(
  {
    ...sshWay,
    include: patterns.meta(
      about('References or names with *: where samples are taken; left out: everywhere.', ['sparrow/*']),
    ),
    exclude: patterns.meta(
      about('References or names with *: where none are taken, whatever else is said.', ['sparrow/old-*']),
    ),
    connectTimeout: durationWithin('1s', '2m').meta(
      about('How long a connection may take to open.', '5s', '10s'),
    ),
    atOnce: wholeWithin(1, 64).meta(about('Connections that are being opened at the same time.', 4, 8)),
    most: wholeWithin(1, 1_000).meta(
      about('Servers that samples are taken of: each takes a process of ssh here.', 50, 200),
    ),
    providers: overrides('a map such as { sparrow: { user: root } }').meta(
      about('What is different for a provider, by its name.', { sparrow: { user: 'root' } }),
    ),
    servers: overrides('a map such as { "sparrow/42": { port: 2222 } }').meta(
      about('What is different for servers, by reference or name with *; what stands later wins.', {
        'sparrow/42': { port: 2222 },
        'db-*': { enabled: false },
      }),
    ),
  },
  'a map such as { user: ops, port: 22, jump: bastion.example.com }',
);

const listenWords = 'a host and a port, such as 127.0.0.1:8787 or [::1]:8787';

const hostAndPort =
  /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?):([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/i;

/** Optional fields have their defaults in `webhook-settings.ts`. */
export const webhooksSchema = map(
  {
    listen: z
      .string(allow(listenWords))
      .regex(hostAndPort, allow(listenWords))
      .optional()
      .meta(about('Where the receiver listens, a host and a port.', '127.0.0.1:8787', '127.0.0.1:8787')),
    publicUrl: z
      .string(allow('an https:// address'))
      .meta(
        about(
          'The https:// address under which providers reach the receiver, as by a reverse proxy.',
          'https://hooks.example.com',
        ),
      ),
    secret: secret.meta(
      about('What webhooks are signed with, 16 characters or more; a secret as apiKey is.', {
        file: 'webhooks.key',
      }),
    ),
  },
  `a map such as { listen: 127.0.0.1:8787, publicUrl: https://hooks.example.com, secret: "\${VAR}" }`,
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
    {
      base: currency.meta(about('The currency of the total.', 'USD')),
      asOf: z.iso
        .date(allow('the day of the rates, such as 2026-11-01'))
        .meta(about('The day the rates are of, shown beside the total.', '2026-11-01')),
    },
    allow(ratesWords),
  )
  .catchall(rate.meta(about('Each further key is a currency: what one of it is worth in the base.', 0.0114)))
  .optional()
  .meta(
    about('Fixed exchange rates, for one total of all currencies.', {
      base: 'USD',
      INR: 0.0114,
      asOf: '2026-11-01',
    }),
  );

export const configSchema = map(
  {
    providers: z
      .array(providerSchema, allow('a list of providers'))
      .min(1, allow('a list of at least one provider'))
      .optional()
      .meta(
        about('The accounts to connect to. Left out: taken from the environment.', [
          { name: 'sparrow', type: 'sparrowhost', apiKey: `\${SPARROWHOST_API_KEY}` },
        ]),
      ),
    theme: text('auto, the name of a theme, or the path of a theme file')
      .optional()
      .meta(
        about("A name, a path, or auto: by the terminal's background.", 'daylight', defaultPreferences.theme),
      ),
    readOnly: flag('Refuse every action.'),
    mouse: flag('The dashboard takes clicks and the wheel; the terminal selects text with Shift then.'),
    ascii: flag('Draw frames and signs in ASCII.'),
    protected: z
      .array(text('a reference or a name, with * for any text'), allow('a list of references or names'))
      .optional()
      .meta(
        about('References or names with *: what needs a stronger confirmation.', ['sparrow/*', 'db-*'], []),
      ),
    thresholds: map(
      {
        cpu: percentage.meta(about('Percent of CPU.', 95, defaultPreferences.thresholds.cpu)),
        memory: percentage.meta(about('Percent of memory.', 95, defaultPreferences.thresholds.memory)),
        runwayDays: numberFrom(0, 'a number of days').meta(
          about('Days that the money still lasts.', 14, defaultPreferences.thresholds.runwayDays),
        ),
      },
      'a map such as { cpu: 90, memory: 90, runwayDays: 7 }',
    )
      .optional()
      .meta(about('From where on something is a problem.', { cpu: 95, memory: 95, runwayDays: 14 })),
    notify: z
      .enum(['off', 'bell', 'osc9'], allow('one of off, bell, osc9'))
      .optional()
      .meta(
        about(
          'How a new problem is told beside the screen: not at all, by bell, by a notification (OSC 9).',
          'bell',
          defaultPreferences.notify,
        ),
      ),
    rates,
    columns: map(
      {
        servers: columns(serverColumns).meta(
          about('Those of Servers, each an id or a map with its width.', [
            'status',
            'name',
            { id: 'cpu', width: 6 },
          ]),
        ),
        apps: columns(appColumns).meta(about('Those of Apps, likewise.', ['status', 'name', 'domain'])),
      },
      'a map such as { servers: [name, status, { id: cpu, width: 6 }] }',
    )
      .optional()
      .meta(
        about(
          'The columns of each list, in their order; a list that is not named has all that fit. Width in cells.',
          {
            servers: ['status', 'name', 'price'],
          },
        ),
      ),
    keys: z
      .record(z.string(), text('a key, such as x or ctrl+r'), allow('a map from command id to key'))
      .optional()
      .meta(
        about('Other keys for commands, by the id that the keys page gives; none takes it away.', {
          refresh: 'x',
          'pane.zoom': 'none',
        }),
      ),
    ssh: sshSchema
      .optional()
      .meta(
        about(
          'How to get into a server: for the key s, and where enabled for samples. {name}, {provider} and {region} in user and jump are the server’s.',
          { user: 'ops', jump: 'bastion.example.com' },
        ),
      ),
    webhooks: webhooksSchema.optional().meta(
      about('Receive what providers send by themselves. Left out: nothing listens.', {
        publicUrl: 'https://hooks.example.com',
        secret: { file: 'webhooks.key' },
      }),
    ),
    lockWhenIdle: duration().meta(about('Lock writes after this long without a key press.', '15m')),
  },
  'a map with the key providers',
);

export type RawColumn = NonNullable<NonNullable<RawConfig['columns']>['servers']>[number];
export type RawConfig = z.infer<typeof configSchema>;
/** One provider as far as its fields are valid. */
export const partialProviderSchema = providerSchema.partial();

export type RawProvider = z.infer<typeof partialProviderSchema>;
export type RawSshOverride = z.infer<typeof sshOverrideSchema>;
export type RawWebhooks = z.infer<typeof webhooksSchema>;
export type RawSecret = z.infer<typeof secret>;

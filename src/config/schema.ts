import { z } from 'zod';
import { activityColumns } from '../listing/activity-columns.ts';
import { appColumns } from '../listing/app-columns.ts';
import { billingColumns } from '../listing/billing-columns.ts';
import { liveColumns } from '../listing/live-columns.ts';
import { serverColumns } from '../listing/server-columns.ts';
import { sessionColumns } from '../listing/session-columns.ts';
import { layoutNames } from '../model/layout-name.ts';
import { providerTypes } from '../providers/registry.ts';
import { columns } from './columns-schema.ts';
import { defaultPreferences } from './config.ts';
import {
  about,
  allow,
  allowParts,
  count,
  duration,
  flag,
  map,
  numberFrom,
  percentage,
  secret,
  secretWords,
  text,
} from './schema-values.ts';
import { sshSchema } from './ssh-schema.ts';
import { webhooksSchema } from './webhooks-schema.ts';

const providerSchema = map(
  {
    name: z
      .string(allow('a name of the letters a-z, digits and -'))
      .regex(/^[a-z0-9-]+$/, allow('a name of the letters a-z, digits and -'))
      .meta(about('Unique; what the panes show and the first part of every reference.', 'sparrow-prod')),
    type: z
      .enum(providerTypes, allow(`one of ${providerTypes.join(', ')}`))
      .meta(about('Whose API it is.', providerTypes[0] ?? '')),
    apiKey: secret.meta(about(`The key, a secret: ${secretWords}.`, `\${SPARROWHOST_API_KEY}`)),
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

const rateWords = 'how much of the base one unit is worth, such as 0.0114';

const rate = z.union(
  [z.number().positive(allow(rateWords)), z.string().regex(/^(?!0+(\.0+)?$)\d+(\.\d+)?$/, allow(rateWords))],
  allow(rateWords),
);

const currency = z
  .string(allow('three capital letters, such as USD'))
  .regex(/^[A-Z]{3}$/, allow('three capital letters, such as USD'));

const ratesWords = 'a map such as { base: USD, INR: 0.0114, asOf: 2026-11-01 }';

/** What is not `base` or `asOf` is a currency; `read-rates.ts` looks at the names. */
const rates = z
  .object(
    {
      base: currency.meta(about('The currency of the total.', 'USD')),
      asOf: z.iso
        .date(allow('the day of the rates, such as 2026-11-01'))
        .meta(about('The day the rates are of, shown beside the total.', '2026-11-01')),
    },
    allowParts(ratesWords),
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
      .array(providerSchema, allowParts('a list of providers'))
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
        live: columns(liveColumns).meta(about('Those of Live, likewise.', ['name', 'cpu', 'cpu-chart'])),
        billing: columns(billingColumns).meta(
          about('Those of Billing, likewise.', ['provider', 'balance', 'runway', 'monthly']),
        ),
        activity: columns(activityColumns).meta(
          about('Those of Activity, likewise.', ['time', 'what', 'name', 'message']),
        ),
        sessions: columns(sessionColumns).meta(
          about('Those of Sessions, likewise.', ['user', 'name', 'from', 'since']),
        ),
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
    layout: z
      .enum(layoutNames, allow(`one of ${layoutNames.join(', ')}`))
      .optional()
      .meta(about('Which panes stand together; left out: as the dashboard was left.', 'wide')),
    keys: z
      .record(z.string(), text('a key, such as x or ctrl+r'), allowParts('a map from command id to key'))
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
export type RawSecret = z.infer<typeof secret>;

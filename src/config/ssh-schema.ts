import { z } from 'zod';
import { parseDuration } from '../model/duration.ts';
import { about, allow, duration, flag, map, text } from './schema-values.ts';

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

const sshOverrideSchema = map(sshWay, 'a map such as { user: root, port: 2222, enabled: false }');

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

export type RawSshOverride = z.infer<typeof sshOverrideSchema>;

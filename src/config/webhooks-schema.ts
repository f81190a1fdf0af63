import { z } from 'zod';
import { about, allow, map, secret } from './schema-values.ts';

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

export type RawWebhooks = z.infer<typeof webhooksSchema>;

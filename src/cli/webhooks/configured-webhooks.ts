import type { Config, WebhookSettings } from '../../config/config.ts';
import { UsageError } from '../usage-error.ts';

/** The receiver that the configuration describes. Throws where there is none. */
export function configuredWebhooks({ webhooks }: Config): WebhookSettings {
  if (webhooks !== null) return webhooks;
  throw new UsageError(
    'webhooks are not configured: set webhooks: { listen, publicUrl, secret } in the configuration',
    'config',
  );
}

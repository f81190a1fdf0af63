import { createHash } from 'node:crypto';
import { isLoopback } from '../model/loopback.ts';
import { createSecret, type Secret, SecretUnreadable } from '../runtime/secret.ts';
import type { Finding } from './check-shape.ts';
import { type ConfigWorld, shortestWebhookSecret, type WebhookSettings } from './config.ts';
import { readSecretSource } from './secret-source.ts';
import { type RawWebhooks, webhooksSchema } from './webhooks-schema.ts';

const defaultListen = '127.0.0.1:8787';

export type WebhooksReading = {
  /** Null where there are none, or something needed is wrong. */
  readonly settings: WebhookSettings | null;
  readonly findings: readonly Finding[];
  readonly literals: readonly Finding[];
};

const nothing: WebhooksReading = { settings: null, findings: [], literals: [] };

/** What the schema cannot know of `webhooks`: whether the address may be told, and the secret is there. */
export function readWebhooks(
  value: unknown,
  shape: readonly Finding[],
  folder: string,
  world: ConfigWorld,
): WebhooksReading {
  if (typeof value !== 'object' || value === null || !('webhooks' in value)) return nothing;
  if (shape.some(({ path }) => path[0] === 'webhooks')) return nothing;
  const raw = webhooksSchema.safeParse(value.webhooks).data;
  return raw === undefined ? nothing : readRaw(raw, folder, world);
}

function readRaw(raw: RawWebhooks, folder: string, world: ConfigWorld): WebhooksReading {
  const at = (key: string, message: string): Finding => ({ path: ['webhooks', key], message });
  const fault = publicUrlFault(raw.publicUrl);
  const reading = readSecretSource(raw.secret, folder, world);
  const secretFault = !reading.ok ? reading.message : isShort(reading.length) ? tooShort : null;
  const findings = [
    ...(fault === null ? [] : [at('publicUrl', fault)]),
    ...(secretFault === null ? [] : [at('secret', secretFault)]),
  ];
  if (!reading.ok || findings.length > 0) return { settings: null, findings, literals: [] };
  return {
    settings: {
      listen: hostAndPort(raw.listen ?? defaultListen),
      publicUrl: raw.publicUrl.replace(/\/+$/, ''),
      secret: longEnough(reading.secret),
      mark: createHash('sha256').update(JSON.stringify(raw)).digest('base64'),
    },
    findings: [],
    literals: reading.isLiteral ? [at('secret', 'the secret stands in the file itself')] : [],
  };
}

function hostAndPort(listen: string): WebhookSettings['listen'] {
  const colon = listen.lastIndexOf(':');
  return {
    host: listen.slice(0, colon).replace(/^\[|\]$/g, ''),
    port: Number(listen.slice(colon + 1)),
  };
}

/** What is signed and who may read it is the provider's business and ours alone. */
function publicUrlFault(text: string): string | null {
  if (!URL.canParse(text)) return 'is not an address: allowed is https://host[:port][/path]';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    return 'holds a user name or password: allowed is an address without';
  if (url.search !== '' || url.hash !== '') return 'has a ? or # part: allowed is https://host[:port][/path]';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return null;
  return 'is not encrypted: allowed is https://, and http:// for this machine alone';
}

const tooShort = `is too short: allowed are ${shortestWebhookSecret} characters or more, such as from openssl rand -hex 32`;

const isShort = (length: number | null): boolean => length !== null && length < shortestWebhookSecret;

/** Of a file or a command the length is known only then. */
function longEnough(secret: Secret): Secret {
  const checked = createSecret(async () => {
    const value = await secret.reveal();
    if (isShort([...value].length)) throw new SecretUnreadable(`webhooks.secret ${tooShort}`);
    return value;
  });
  return {
    reveal: checked.reveal,
    forget: () => {
      secret.forget();
      checked.forget();
    },
  };
}

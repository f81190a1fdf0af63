import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { FaultBoard } from './faults.ts';
import type { ProviderType } from './types.ts';

export type Webhook = {
  readonly provider: ProviderType;
  readonly url: string;
  readonly body: unknown;
  /** Null: nobody signs it. */
  readonly secret: string | null;
  /** Milliseconds from now. */
  readonly afterMs: number;
};

export type WebhookSender = {
  /** Sends one, once: no vendor documents that it would try again. */
  readonly send: (webhook: Webhook) => void;
  readonly close: () => void;
};

/** Whether a simulated provider would send anything there: nothing leaves this machine. */
export const isReachable = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
};

const longestWaitMs = 5_000;

/** Sends webhooks to this machine. What becomes of them is nobody's concern. */
export const createWebhookSender = (faults: FaultBoard): WebhookSender => {
  const waiting = new Set<NodeJS.Timeout>();
  const deliver = ({ provider, url, body, secret }: Webhook): void => {
    const text = JSON.stringify(body);
    const key = faults.has(provider, 'wrong-signature') ? `not ${secret}` : secret;
    const signature =
      key === null || secret === null
        ? {}
        : { 'X-Webhook-Signature': `sha256=${createHmac('sha256', key).update(text).digest('hex')}` };
    const outgoing = request(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
        ...signature,
      },
      timeout: longestWaitMs,
    });
    outgoing.on('response', (response) => response.resume());
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => {});
    outgoing.end(text);
  };
  return {
    send: (webhook) => {
      if (!isReachable(webhook.url)) return;
      const timer = setTimeout(() => {
        waiting.delete(timer);
        deliver(webhook);
      }, webhook.afterMs);
      timer.unref();
      waiting.add(timer);
    },
    close: () => {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
};

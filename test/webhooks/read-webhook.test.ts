import { expect, test } from 'vitest';
import { webhooks as cyberPanel } from '../../src/providers/cyberpanel/webhooks.ts';
import { webhooks as hostwares } from '../../src/providers/hostwares/webhooks.ts';

const body = (event: string) => ({ event, timestamp: '2026-11-01T12:00:00Z', data: { vps_id: 46 } });

test.each([
  ['vps.deployment.completed', 'succeeded'],
  ['vps.deployment.failed', 'failed'],
  ['vps.deployment.started', null],
  ['constructor', null],
  ['__proto__', null],
])('the event %s ends a deployment as %s', (event, end) => {
  expect(cyberPanel.read(body(event))).toMatchObject({ event, resourceId: '46', end });
  expect(hostwares.read(body(event))).toMatchObject({ event, resourceId: null, end: null });
});

import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { RouteTable } from '../http/router.ts';
import { iso } from '../time.ts';
import { dollars, locations, plans, templates, windowsTemplate } from './catalog.ts';
import { newVps, type Vps } from './fleet.ts';
import type { Ledger } from './ledger.ts';
import { fail, ok } from './replies.ts';

/** Ordering a machine: endpoint 20. Its webhook is called where that is on loopback. */
export const createRoutes = (world: World, fleet: Map<number, Vps>, ledger: Ledger): RouteTable => ({
  'POST /vps/create': {
    scopes: ['vps:write', 'all'],
    handle: ({ body }) => {
      const fields = fieldsOf(body);
      const missing = required.filter((name) => fields[name] === undefined || fields[name] === '');
      if (missing.length > 0) {
        return fail(400, 'MISSING_FIELDS', 'Required fields not provided', `Missing: ${missing.join(', ')}`);
      }
      const hostname = textField(body, 'hostname');
      if (hostname === null || !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(hostname)) {
        return fail(
          400,
          'INVALID_HOSTNAME',
          'Invalid hostname',
          'hostname must be a fully qualified domain name',
        );
      }
      const weakness = passwordFailure(textField(body, 'root_password') ?? '');
      if (weakness !== null) return weakness;
      const plan = plans.find((known) => known.id === fields['plan_id']);
      if (plan === undefined) return fail(400, 'PLAN_NOT_FOUND', 'Plan not found', 'Invalid plan_id');
      const location = locations.find((known) => known.code === fields['location_code']);
      if (location === undefined) {
        return fail(400, 'LOCATION_NOT_FOUND', 'Location not found', 'Invalid location_code');
      }
      const template = templates.find((known) => known.id === fields['template_id']);
      if (template === undefined)
        return fail(400, 'INVALID_TEMPLATE', 'Invalid template', 'Invalid template_id');
      const needed = template.id === windowsTemplate ? 200_000 : plan.monthly;
      if (ledger.balance() < needed) {
        const text = `A balance of at least $${dollars(needed)} is required`;
        return fail(400, 'INSUFFICIENT_BALANCE', 'Insufficient balance', text);
      }
      ledger.settle();
      const vps = newVps(world, fleet.size, { name: hostname, plan, location, at: world.now() });
      fleet.set(vps.id, vps);
      promiseWebhook(world, vps, textField(body, 'webhook_url'), textField(body, 'webhook_secret'));
      const data = {
        vps_id: vps.id,
        name: vps.name,
        status: 'deploying',
        ip_address: vps.ip,
        plan: { id: plan.id, name: plan.name, price: dollars(plan.monthly) },
        location: location.code,
        template: template.id,
        deployment_url: `/api/v1/vps/${vps.id}/deployment`,
        estimated_time_seconds: world.deploymentMs / 1_000,
        webhook_configured: textField(body, 'webhook_url') !== null,
      };
      return ok(data, 'VPS deployment started. Use the deployment endpoint to check progress.');
    },
  },
});

/** "Webhook Notifications": sent when the deployment has ended, signed where there is a secret. */
const promiseWebhook = (world: World, vps: Vps, url: string | null, secret: string | null): void => {
  if (url === null) return;
  const readyAt = world.now() + world.deploymentMs;
  const body = {
    event: 'vps.deployment.completed',
    timestamp: iso(readyAt),
    data: {
      vps_id: vps.id,
      name: vps.name,
      status: 'running',
      ip_address: vps.ip,
      deployment_time_seconds: Math.round(world.deploymentMs / 1_000),
    },
  };
  world.webhooks.send({ provider: 'cyberpanel', url, body, secret, afterMs: world.deploymentMs });
};

const required = ['hostname', 'plan_id', 'location_code', 'template_id', 'root_password'];

const passwordFailure = (password: string): JsonReply | null => {
  if (password.length < 8) {
    return fail(400, 'PASSWORD_TOO_SHORT', 'Password too short', 'Password must be at least 8 characters');
  }
  if (password.length > 72) {
    return fail(400, 'PASSWORD_TOO_LONG', 'Password too long', 'Password must not exceed 72 characters');
  }
  if (!/[a-z]/i.test(password) || !/\d/.test(password)) {
    return fail(400, 'PASSWORD_WEAK', 'Password too weak', 'Password must contain letters AND numbers');
  }
  return null;
};

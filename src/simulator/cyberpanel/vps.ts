import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, Route, RouteTable } from '../http/router.ts';
import { sequence } from '../schedule.ts';
import { iso, second } from '../time.ts';
import { dollars } from './catalog.ts';
import { isPresent, statusOf, type Vps } from './fleet.ts';
import type { Ledger } from './ledger.ts';
import { pageOf } from './page.ts';
import { fail, ok } from './replies.ts';
import { deploymentBody, detailBody, liveBody, rowBody } from './views.ts';

const read = ['vps:read', 'all'];
const write = ['vps:write', 'all'];

/** How long the list still shows the old word after an action that the hypervisor has already accepted. */
const listLagMs = 2 * second;

/** Machines: endpoints 8 to 11, 15 to 19 and 21 to 23 of the fact sheet. */
export const vpsRoutes = (world: World, fleet: Map<number, Vps>, ledger: Ledger): RouteTable => {
  const { now } = world;

  const found = (call: Call): Vps | undefined => {
    const id = call.param('id');
    return /^\d{1,9}$/.test(id) ? fleet.get(Number(id)) : undefined;
  };

  const reading = (use: (vps: Vps, at: number, call: Call) => JsonReply): Route => ({
    scopes: read,
    handle: (call) => {
      const vps = found(call);
      if (vps === undefined) return notFound();
      return isPresent(vps) ? use(vps, now(), call) : gone();
    },
  });

  const changing = (use: (vps: Vps, at: number, call: Call) => JsonReply): Route => ({
    scopes: write,
    handle: (call) => {
      const vps = found(call);
      if (vps === undefined) return notFound();
      if (!isPresent(vps)) return gone();
      if (vps.isSuspended) {
        return fail(403, 'VPS_SUSPENDED', 'VPS is suspended', 'This VPS is suspended: payment overdue');
      }
      return use(vps, now(), call);
    },
  });

  return {
    'GET /vps': {
      scopes: read,
      handle: (call) => {
        const at = now();
        const status = call.query.get('status');
        const location = call.query.get('location');
        const chosen = [...fleet.values()].filter(
          (vps) =>
            isPresent(vps) &&
            (location === null || vps.location.code === location) &&
            (status === null || groupOf(vps, at) === status),
        );
        const { items, pagination } = pageOf(chosen, call.query);
        return ok({ instances: items.map((vps) => rowBody(vps, at)), pagination });
      },
    },
    'GET /vps/summary': { scopes: read, handle: () => ok(summaryBody(fleet, now())) },
    'GET /vps/:id': reading((vps, at) => ok(detailBody(vps, at))),
    'GET /vps/:id/status': reading((vps, at) =>
      statusOf(vps, at) === 'deploying'
        ? fail(500, 'STATUS_FAILED', 'Failed to get VPS status', 'The VPS is still being deployed')
        : ok(liveBody(vps, at)),
    ),
    'GET /vps/:id/console': reading((vps, at) => {
      if (liveBody(vps, at).status !== 'running') {
        return fail(500, 'CONSOLE_FAILED', 'Failed to get console access', 'The VPS is not running');
      }
      const { node } = vps.location;
      const url = `https://${node}.cyberpersons.com:8006/?console=kvm&novnc=1&vmid=${vps.vmid}&node=${node}`;
      const data = { vps_id: vps.id, console_url: url, type: 'novnc', expires_in_seconds: 300 };
      return ok(data, 'Console URL generated. Valid for 5 minutes.');
    }),
    'GET /vps/:id/deployment': reading((vps, at) => {
      const body = deploymentBody(vps, at);
      return body.is_ready ? ok(body, 'VPS deployment completed successfully') : ok(body);
    }),
    'GET /vps/:id/snapshots': reading((vps) =>
      ok({
        vps_id: vps.id,
        snapshots: vps.snapshots.map(({ name, description, createdAt, hasRam }) => ({
          name,
          description,
          created_at: iso(createdAt),
          vmstate: hasRam,
        })),
      }),
    ),
    'POST /vps/:id/start': changing((vps, at) => {
      if (liveBody(vps, at).status === 'running') return failedTo('start', vps, 'already running');
      vps.status = sequence(at, [[statusOf(vps, at), listLagMs]], 'running');
      vps.live = sequence(at, [['stopped', second]], 'running');
      vps.bootedAt = at + second;
      return acted(vps, at, 'running', 'VPS started successfully');
    }),
    'POST /vps/:id/stop': changing((vps, at) => {
      if (liveBody(vps, at).status !== 'running') return failedTo('stop', vps, 'not running');
      vps.status = sequence(at, [[statusOf(vps, at), listLagMs]], 'stopped');
      vps.live = sequence(at, [['running', second]], 'stopped');
      return acted(vps, at, 'stopped', 'VPS stopped successfully');
    }),
    'POST /vps/:id/restart': changing((vps, at) => {
      if (liveBody(vps, at).status !== 'running') return failedTo('restart', vps, 'not running');
      vps.live = sequence(at, [['stopped', 5 * second]], 'running');
      vps.bootedAt = at + 5 * second;
      return acted(vps, at, 'running', 'VPS restarted successfully');
    }),
    'POST /vps/:id/delete': {
      // `vps:write` is what the vendor's page says of this endpoint, though a `vps:delete` scope exists.
      scopes: write,
      handle: (call) => {
        const vps = found(call);
        if (vps === undefined) return notFound();
        if (!isPresent(vps)) {
          return fail(400, 'VPS_ALREADY_DELETED', 'VPS already deleted', 'This VPS has already been deleted');
        }
        ledger.settle();
        vps.deletedAt = now();
        const data = { deleted: true, vps_id: vps.id, name: vps.name, vmid: vps.vmid };
        return ok(data, `VPS "${vps.name}" deleted successfully`);
      },
    },
    'POST /vps/:id/snapshots/create': changing((vps, at, call) => {
      const name = textField(call.body, 'name');
      if (name === null)
        return fail(400, 'MISSING_FIELDS', 'Required fields not provided', 'name is required');
      if (!/^\w+$/.test(name)) {
        return fail(
          400,
          'MISSING_FIELDS',
          'Invalid snapshot name',
          'name may hold letters, digits and underscores',
        );
      }
      const description = textField(call.body, 'description') ?? '';
      const hasRam = fieldsOf(call.body)['include_ram'] === true;
      vps.snapshots.push({ name, description, createdAt: at, hasRam });
      const snapshot = { name, description, created_at: iso(at) };
      return ok({ vps_id: vps.id, snapshot }, 'Snapshot created successfully');
    }),
  };
};

const notFound = (): JsonReply =>
  fail(404, 'VPS_NOT_FOUND', 'VPS not found', "VPS instance doesn't exist or isn't owned by you");

const gone = (): JsonReply => fail(400, 'VPS_DELETED', 'VPS deleted', 'This VPS has already been deleted');

const failedTo = (action: 'start' | 'stop' | 'restart', vps: Vps, reason: string): JsonReply =>
  fail(500, `${action.toUpperCase()}_FAILED`, `Failed to ${action} VPS`, `VM ${vps.vmid} ${reason}`);

const acted = (vps: Vps, at: number, status: string, message: string): JsonReply => {
  vps.updatedAt = at;
  return ok({ id: vps.id, vmid: vps.vmid, name: vps.name, status, ip_address: vps.ip }, message);
};

/** Suspension wins over the status word. */
const groupOf = (vps: Vps, at: number): string => (vps.isSuspended ? 'suspended' : statusOf(vps, at));

const summaryBody = (fleet: ReadonlyMap<number, Vps>, at: number) => {
  const counts = { running: 0, stopped: 0, suspended: 0 };
  const perLocation: Record<string, number> = {};
  let total = 0;
  let monthly = 0;
  for (const vps of fleet.values()) {
    if (!isPresent(vps)) continue;
    total += 1;
    monthly += vps.plan.monthly;
    perLocation[vps.location.code] = (perLocation[vps.location.code] ?? 0) + 1;
    const group = groupOf(vps, at);
    if (group === 'running' || group === 'stopped' || group === 'suspended') counts[group] += 1;
  }
  return { total_instances: total, ...counts, total_monthly_cost: dollars(monthly), locations: perLocation };
};

import { z } from 'zod';
import {
  identifier,
  maybeAmount,
  maybeBoolean,
  maybeDecimal,
  maybeNumber,
  maybeText,
  maybeTime,
} from '../lenient.ts';

/** Shapes as in the vendor docs, "Endpoints"; only the fields we read. */

const plan = z.object({
  name: maybeText,
  cpu_cores: maybeNumber,
  ram_mb: maybeNumber,
  disk_gb: maybeNumber,
  bandwidth_gb: maybeNumber,
  price: maybeAmount,
});

const location = z.object({ code: maybeText, name: maybeText });

/** A row of the list, and the detail, which adds plan, location and billing. */
export const vps = z.object({
  id: identifier,
  name: maybeText,
  status: maybeText,
  ip_address: maybeText,
  is_suspended: maybeBoolean,
  created_at: maybeTime,
  plan: plan.nullish().catch(null),
  location: location.nullish().catch(null),
  billing: z.object({ hourly_rate: maybeAmount }).nullish().catch(null),
});

export type Vps = z.infer<typeof vps>;

const pagination = z.object({ limit: maybeNumber, total: maybeNumber, has_more: maybeBoolean });

export const vpsPage = z.object({
  instances: z.array(z.unknown()),
  pagination: pagination.nullish().catch(null),
});

/** Numbers and objects may be missing: what a stopped machine answers is not documented. */
export const liveStatus = z.object({
  status: maybeText,
  cpu: z.object({ usage_percent: maybeNumber }).nullish().catch(null),
  memory: z
    .object({ used_bytes: maybeNumber, total_bytes: maybeNumber, usage_percent: maybeNumber })
    .nullish()
    .catch(null),
  disk: z.object({ read_bytes: maybeNumber, write_bytes: maybeNumber }).nullish().catch(null),
  network: z.object({ in_bytes: maybeNumber, out_bytes: maybeNumber }).nullish().catch(null),
  uptime_seconds: maybeNumber,
});

export type LiveStatus = z.infer<typeof liveStatus>;

/** What an action's reply tells of its VPS. */
export const accepted = z.object({
  status: maybeText,
  deleted: maybeBoolean,
  /** Of start, stop and restart; the others say `vps_id`. */
  id: identifier.nullish().catch(null),
  vps_id: identifier.nullish().catch(null),
});

/** The VPS that a create has begun, as the detail would say it: `location` is a code here, and the id `vps_id`. */
export const createResult = z
  .object({
    vps_id: identifier,
    name: maybeText,
    status: maybeText,
    ip_address: maybeText,
    plan: plan.nullish().catch(null),
    location: maybeText,
  })
  .transform(
    ({ vps_id, location: code, ...rest }): Vps => ({
      ...rest,
      id: vps_id,
      location: { code, name: null },
      is_suspended: null,
      created_at: null,
      billing: null,
    }),
  );

/** How a create stands; `tasks` is missing once it is done, and what a failed one looks like is not documented. */
export const deployment = z.object({
  deployment_status: maybeText,
  vps_status: maybeText,
  current_task: maybeText,
  progress_percent: maybeNumber,
  tasks: z.array(z.unknown()).nullish().catch(null),
  tasks_completed: maybeNumber,
  tasks_total: maybeNumber,
  is_ready: maybeBoolean,
});

export const deploymentTask = z.object({ name: z.string().min(1), status: maybeText });

export const snapshots = z.object({ snapshots: z.array(z.unknown()) });

export const snapshot = z.object({
  name: z.string(),
  description: maybeText,
  created_at: maybeTime,
  vmstate: maybeBoolean,
});

export const consoleAccess = z.object({
  console_url: z.url({ protocol: /^https?$/ }),
  expires_in_seconds: maybeNumber,
});

export const account = z.object({
  id: identifier.nullish().catch(null),
  email: maybeText,
  full_name: maybeText,
  balance: maybeAmount,
  status: maybeText,
});

export const billing = z.object({
  balance: maybeAmount,
  auto_funding: z
    .object({ enabled: maybeBoolean, threshold: maybeDecimal, amount: maybeDecimal })
    .nullish()
    .catch(null),
  recent_invoices: z.array(z.unknown()).nullish(),
});

/** A ledger line: `amount` is signed. */
export const ledgerLine = z.object({
  id: identifier,
  description: maybeText,
  amount: maybeDecimal.pipe(z.string()),
  type: maybeText,
  date: maybeTime,
});

export const summary = z.object({ total_monthly_cost: maybeAmount });

const scopeNames = z.array(z.string()).nullish().catch(null);

export const keyTest = z.object({
  key_name: maybeText,
  key_prefix: maybeText,
  user_email: maybeText,
  scopes: scopeNames,
  ip_address: maybeText,
});

export const apiKeys = z.object({ api_keys: z.array(z.unknown()) });

export const apiKey = z.object({
  id: identifier,
  name: maybeText,
  key_prefix: maybeText,
  expires_at: maybeTime,
  last_used_at: maybeTime,
  rate_limit_per_minute: maybeNumber,
  rate_limit_per_hour: maybeNumber,
});

export type ApiKey = z.infer<typeof apiKey>;

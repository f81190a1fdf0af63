import type { RouteTable } from '../http/router.ts';
import { dollars, exactDollars, locations, plans, templates } from './catalog.ts';
import { ok } from './replies.ts';

const scopes = ['vps:read', 'all'];

/** What can be ordered: endpoints 12 to 14. */
export const catalogRoutes = (): RouteTable => ({
  'GET /vps/plans': { scopes, handle: () => ok({ plans: plans.map(planBody) }) },
  'GET /vps/locations': { scopes, handle: () => ok({ locations: locations.map(locationBody) }) },
  'GET /vps/templates': { scopes, handle: () => ok({ templates }) },
});

const planBody = (plan: (typeof plans)[number]) => ({
  id: plan.id,
  name: plan.name,
  cpu_cores: plan.cpuCores,
  ram_mb: plan.ramMb,
  disk_gb: plan.diskGb,
  bandwidth_gb: plan.bandwidthGb,
  monthly_price: dollars(plan.monthly),
  price_hourly: exactDollars(plan.hourly),
});

const locationBody = ({ code, name, country, availableIps }: (typeof locations)[number]) => ({
  code,
  name,
  country,
  available_ips: availableIps,
  is_available: true,
});

import { valueAt } from '../schedule.ts';
import { counterBytes, loadPercent, memoryPercent } from '../signals.ts';
import { hour, iso } from '../time.ts';
import { dollars, exactDollars } from './catalog.ts';
import { statusOf, type Vps } from './fleet.ts';

/** A row of `GET /vps`. */
export const rowBody = (vps: Vps, now: number) => ({
  id: vps.id,
  vmid: vps.vmid,
  name: vps.name,
  status: statusOf(vps, now),
  ip_address: vps.ip,
  is_suspended: vps.isSuspended,
  created_at: iso(vps.createdAt),
});

/** `GET /vps/{id}`: the plan's price is `price` here, `monthly_price` in the list of plans. */
export const detailBody = (vps: Vps, now: number) => {
  const { plan, location } = vps;
  const lastBilled = Math.max(vps.createdAt, Math.floor(now / hour) * hour);
  return {
    ...rowBody(vps, now),
    updated_at: iso(vps.updatedAt),
    plan: {
      id: plan.id,
      name: plan.name,
      cpu_cores: plan.cpuCores,
      ram_mb: plan.ramMb,
      disk_gb: plan.diskGb,
      bandwidth_gb: plan.bandwidthGb,
      price: dollars(plan.monthly),
    },
    location: { code: location.code, name: location.name },
    server: { hostname: `${location.node}.cyberpersons.com` },
    billing: {
      hourly_rate: exactDollars(plan.hourly),
      billing_start: iso(vps.createdAt),
      last_billed: iso(lastBilled),
    },
  };
};

/** `GET /vps/{id}/status`, as the hypervisor tells it. A machine that is off uses nothing and has no process. */
export const liveBody = (vps: Vps, now: number) => {
  const { plan } = vps;
  const isUp = valueAt(vps.live, now) === 'running';
  const total = plan.ramMb * 1024 ** 2;
  const memory = isUp ? memoryPercent(vps.memory, now) : 0;
  const counter = (salt: number, perSecond: number): number =>
    isUp ? counterBytes(vps.cpu.seed ^ salt, perSecond * plan.cpuCores, vps.bootedAt, now) : 0;
  return {
    vps_id: vps.id,
    vmid: vps.vmid,
    name: vps.name,
    status: isUp ? 'running' : 'stopped',
    qmpstatus: isUp ? 'running' : 'stopped',
    cpu: { usage_percent: isUp ? rounded(loadPercent(vps.cpu, now)) : 0, cores: plan.cpuCores },
    memory: {
      used_bytes: Math.round((total * memory) / 100),
      total_bytes: total,
      usage_percent: rounded(memory),
    },
    disk: { read_bytes: counter(1, 38_000), write_bytes: counter(2, 61_000) },
    network: { in_bytes: counter(3, 84_000), out_bytes: counter(4, 142_000) },
    uptime_seconds: isUp ? Math.max(0, Math.floor((now - vps.bootedAt) / 1_000)) : 0,
    pid: isUp ? vps.pid : null,
  };
};

const taskNames = [
  'validate_resources',
  'allocate_ip',
  'create_vm',
  'configure_hardware',
  'apply_cloud_init',
  'start_vm',
  'configure_network',
  'wait_for_guest_agent',
  'verify_connectivity',
  'finalize',
];

/** `GET /vps/{id}/deployment`. The progress counts the task under way as the vendor's example does: the 7th of 10 is 70. */
export const deploymentBody = (vps: Vps, now: number) => {
  const { deploymentMs } = vps;
  const startedAt = vps.deployedFrom ?? vps.createdAt;
  const total = taskNames.length;
  const done = Math.min(total, Math.floor(((now - startedAt) / deploymentMs) * total));
  const common = { vps_id: vps.id, tasks_total: total, started_at: iso(startedAt) };
  if (done === total) {
    return {
      ...common,
      deployment_status: 'completed',
      vps_status: statusOf(vps, now),
      current_task: null,
      progress_percent: 100,
      tasks_completed: total,
      completed_at: iso(startedAt + deploymentMs),
      is_ready: true,
      access_info: { ip_address: vps.ip, ssh_port: 22, ssh_user: 'root' },
    };
  }
  return {
    ...common,
    deployment_status: 'in_progress',
    vps_status: 'deploying',
    current_task: taskNames[done] ?? null,
    progress_percent: ((done + 1) * 100) / total,
    tasks: taskNames.map((name, index) => ({
      name,
      status: index < done ? 'completed' : index === done ? 'in_progress' : 'pending',
      order: index + 1,
    })),
    tasks_completed: done,
    is_ready: false,
  };
};

const rounded = (value: number): number => Math.round(value * 10) / 10;

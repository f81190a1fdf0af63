import type { NonEmpty } from '../random.ts';

/** A plan as the pricing page sells it; the price is in paise a month. */
export type Plan = {
  readonly id: string;
  readonly cpuCores: number;
  readonly ramMb: number;
  readonly diskGb: number;
  readonly bandwidthGb: number;
  readonly monthlyPaise: number;
};

const plan = (
  id: string,
  cpuCores: number,
  ramGb: number,
  diskGb: number,
  bandwidthGb: number,
  rupees: number,
): Plan => ({ id, cpuCores, ramMb: ramGb * 1024, diskGb, bandwidthGb, monthlyPaise: rupees * 100 });

/** Only `vps-amd-2vcpu-4gb` with its sizes and price is on the vendor's page; the others follow its pattern. */
export const plans: NonEmpty<Plan> = [
  plan('vps-amd-2vcpu-4gb', 2, 4, 80, 2000, 850),
  plan('vps-amd-1vcpu-2gb', 1, 2, 40, 1000, 450),
  plan('vps-amd-4vcpu-8gb', 4, 8, 160, 4000, 1650),
  plan('vps-amd-8vcpu-16gb', 8, 16, 320, 6000, 3200),
  plan('vps-intel-4vcpu-16gb', 4, 16, 240, 5000, 2450),
];

export const regions: NonEmpty<string> = ['in-noida-1', 'in-mumbai-1', 'in-bengaluru-1'];

/** Template slugs and the names servers show for them. */
export const systems: NonEmpty<{ readonly id: string; readonly name: string }> = [
  { id: 'ubuntu-24-04', name: 'Ubuntu 24.04 LTS' },
  { id: 'debian-12', name: 'Debian 12' },
  { id: 'ubuntu-22-04', name: 'Ubuntu 22.04 LTS' },
  { id: 'almalinux-9', name: 'AlmaLinux 9' },
  { id: 'rocky-9', name: 'Rocky Linux 9' },
];

/** An amount in paise as the API prints it: `"850.00"`. */
export const rupees = (paise: number): string => (Math.round(paise) / 100).toFixed(2);

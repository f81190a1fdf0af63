import type { NonEmpty } from '../random.ts';

/** Prices in hundredths of a cent: the hourly ones have four decimals. */
export type Plan = {
  readonly id: number;
  readonly name: string;
  readonly cpuCores: number;
  readonly ramMb: number;
  readonly diskGb: number;
  readonly bandwidthGb: number;
  readonly monthly: number;
  readonly hourly: number;
};

const plan = (
  id: number,
  name: string,
  cpuCores: number,
  ramMb: number,
  diskGb: number,
  bandwidthGb: number,
  dollars: number,
  hourly: number,
): Plan => ({ id, name, cpuCores, ramMb, diskGb, bandwidthGb, monthly: dollars * 10_000, hourly });

/** Starter and Basic are the vendor's; the larger ones follow their pattern. */
export const plans: NonEmpty<Plan> = [
  plan(1, 'Starter', 1, 1024, 25, 1000, 6, 82),
  plan(2, 'Basic', 2, 2048, 50, 2000, 12, 164),
  plan(3, 'Standard', 2, 4096, 80, 3000, 24, 329),
  plan(4, 'Advanced', 4, 8192, 160, 4000, 48, 658),
  plan(5, 'Business', 8, 16384, 320, 5000, 96, 1315),
];

export type Location = {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly availableIps: number;
  readonly node: string;
};

/** The vendor's two. Its filter also names `eu`, of which nothing else is known. */
export const locations: NonEmpty<Location> = [
  { code: 'la', name: 'Los Angeles, USA', country: 'US', availableIps: 15, node: 'lax-power' },
  { code: 'de', name: 'Falkenstein, Germany', country: 'DE', availableIps: 8, node: 'fsn-power' },
];

const template = (id: string, name: string, os: string, description = `Clean ${os} installation`) => ({
  id,
  name,
  os,
  description,
});

export const windowsTemplate = '9125';

export const templates = [
  template('101', 'CyberPanel', 'AlmaLinux 8', 'CyberPanel pre-installed with OpenLiteSpeed'),
  template('9000', 'Ubuntu 22.04', 'Ubuntu 22.04 LTS'),
  template('9022', 'Ubuntu 24.04', 'Ubuntu 24.04 LTS'),
  template('9010', 'Debian 12', 'Debian 12'),
  template('9001', 'AlmaLinux 8', 'AlmaLinux 8'),
  template('9008', 'AlmaLinux 9', 'AlmaLinux 9'),
  template(
    windowsTemplate,
    'Windows Server 2022',
    'Windows Server 2022',
    'Windows Server 2022 (requires $20 min balance)',
  ),
];

export const scopeDescriptions = [
  { scope: 'vps:read', description: 'VPS - Read' },
  { scope: 'vps:write', description: 'VPS - Create/Modify' },
  { scope: 'vps:delete', description: 'VPS - Delete' },
  { scope: 'billing:read', description: 'Billing - Read' },
  { scope: 'billing:write', description: 'Billing - Add Funds' },
  { scope: 'account:read', description: 'Account - Read Info' },
  { scope: 'all', description: 'Full Access - All Permissions' },
];

/** Hundredths of a cent as dollars with two decimals. */
export const dollars = (amount: number): string => (Math.round(amount / 100) / 100).toFixed(2);

/** Hundredths of a cent as dollars with four decimals, the way hourly rates are printed. */
export const exactDollars = (amount: number): string => (amount / 10_000).toFixed(4);

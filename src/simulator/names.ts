import { cycle, type NonEmpty } from './random.ts';

const machines: NonEmpty<string> = [
  'web-01',
  'web-02',
  'api-1',
  'staging',
  'db-primary',
  'db-replica',
  'legacy-crm',
  'mail',
  'redis-cache',
  'ci-runner-3',
  'api-2',
  'ci-runner-1',
  'ci-runner-2',
  'monitoring',
  'backup',
  'vpn-gateway',
  'search-1',
  'queue-1',
];
const roles: NonEmpty<string> = [
  'web',
  'api',
  'db',
  'cache',
  'worker',
  'ci-runner',
  'search',
  'queue',
  'edge',
  'metrics',
  'stage',
  'batch',
];
const hosts: NonEmpty<string> = [
  'shop.example.com',
  'db-primary.example.com',
  'blog.example.net',
  'staging.example.com',
  'mail.example.org',
  'archive.example.net',
  'wp-01.example.com',
  'wp-02.example.com',
  'media.example.org',
  'ns1.example.net',
  'ns2.example.net',
  'panel.example.org',
  'tickets.example.com',
  'wiki.example.org',
];
const zones: NonEmpty<string> = ['example.com', 'example.net', 'example.org'];
const websites: NonEmpty<string> = [
  'www1',
  'www2',
  'php-prod',
  'php-staging',
  'magento-1',
  'client-acme',
  'legacy-php',
  'wordpress-01',
  'intranet',
];
const workloads: NonEmpty<string> = [
  'inference-api',
  'rpc-node',
  'jupyter-lab',
  'vector-db',
  'ollama-gpu',
  'minio-store',
  'grafana',
  'indexer',
];
const apps: NonEmpty<string> = [
  'storefront',
  'customer-portal',
  'checkout-api',
  'docs-site',
  'landing-page',
  'admin-panel',
  'status-page',
  'image-resizer',
  'newsletter',
  'booking-app',
  'careers',
  'design-system',
  'help-center',
  'analytics-ui',
];
const sites: NonEmpty<string> = [
  'my-nextjs-app',
  'acme-shop',
  'telemetry-api',
  'marketing-site',
  'discord-bot',
  'invoice-service',
  'forum',
];
const projects: NonEmpty<string> = [
  'dao-dashboard',
  'nft-gallery',
  'swap-frontend',
  'protocol-docs',
  'bridge-ui',
  'governance-portal',
  'mint-page',
];
const phpApps: NonEmpty<string> = ['blog', 'shop', 'wiki', 'forum', 'crm', 'landing', 'support', 'magazine'];

/** The curated names first, then `role-NN` without end: unique for every index. */
const named = (curated: NonEmpty<string>, index: number, more: NonEmpty<string>, separator = '-'): string => {
  const chosen = curated[index];
  if (chosen !== undefined) return chosen;
  const beyond = index - curated.length;
  return `${cycle(more, beyond)}${separator}${Math.floor(beyond / more.length) + 10}`;
};

export const machineName = (index: number): string => named(machines, index, roles);
export const hostName = (index: number): string =>
  hosts[index] ?? `${named(hosts, index, roles)}.${cycle(zones, index)}`;
export const websiteName = (index: number): string =>
  named(websites, index, ['www', 'php', 'client', 'shop']);
export const workloadName = (index: number): string => named(workloads, index, workloads);
export const appName = (index: number): string => named(apps, index, apps);
export const siteName = (index: number): string => named(sites, index, sites);
export const projectName = (index: number): string => named(projects, index, projects);
export const phpAppName = (index: number): string => named(phpApps, index, phpApps, '');

const networks: NonEmpty<string> = ['192.0.2', '198.51.100', '203.0.113'];

/** An address of the documentation ranges (RFC 5737); there are only 762, so large fleets repeat them. */
export const ipv4 = (index: number): string =>
  `${cycle(networks, index)}.${(Math.floor(index / 3) % 254) + 1}`;

/** An address of the documentation range (RFC 3849). */
export const ipv6 = (index: number): string =>
  `2001:db8:${((index >> 8) + 1).toString(16)}:${((index & 255) + 1).toString(16)}::1`;

/** A host name under the names kept for examples (RFC 2606). */
export const exampleDomain = (label: string, index: number): string => `${label}.${cycle(zones, index)}`;

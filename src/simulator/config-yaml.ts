import type { ProviderEntry } from './types.ts';

/** A fleetop configuration file. Literal keys: they open nothing but the simulator. Quoted: one could look like a number. */
export const configYaml = (providers: readonly ProviderEntry[]): string =>
  `providers:\n${providers.map(entryYaml).join('')}`;

const entryYaml = (entry: ProviderEntry): string => {
  const lines = [`  - name: ${entry.name}`, `    type: ${entry.type}`];
  if (entry.clientId !== undefined) lines.push(`    clientId: "${entry.clientId}"`);
  lines.push(`    apiKey: "${entry.apiKey}"`, `    baseUrl: ${entry.baseUrl}`);
  if (entry.rateLimit !== undefined) {
    const { perMinute, perHour } = entry.rateLimit;
    const hourly = perHour === undefined ? '' : `, perHour: ${perHour}`;
    lines.push(`    rateLimit: { perMinute: ${perMinute}${hourly} }`);
  }
  return `${lines.join('\n')}\n`;
};

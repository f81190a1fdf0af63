import { cyberPanel } from './cyberpanel/index.ts';
import { hostwares } from './hostwares/index.ts';
import type { ProviderDefinition } from './provider.ts';
import { serverPilot } from './serverpilot/index.ts';
import { sparrowHost } from './sparrowhost/index.ts';
import { spheron } from './spheron/index.ts';

/** The one line a new provider adds outside its folder. */
export const providers = {
  sparrowhost: sparrowHost,
  cyberpanel: cyberPanel,
  hostwares,
  spheron,
  serverpilot: serverPilot,
} satisfies Record<string, ProviderDefinition>;

export type ProviderType = keyof typeof providers;

/** With the fields that not every type has. */
export const definitionOf = (type: ProviderType): ProviderDefinition => providers[type];

export const isProviderType = (type: string): type is ProviderType => Object.hasOwn(providers, type);

export const providerTypes: readonly ProviderType[] = Object.keys(providers).filter(isProviderType);

import { createCyberPanel } from '../../src/providers/cyberpanel/create.ts';
import { createHostwares } from '../../src/providers/hostwares/create.ts';
import type { CreateProvider } from '../../src/providers/provider.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { createServerPilot } from '../../src/providers/serverpilot/create.ts';
import { createSparrowHost } from '../../src/providers/sparrowhost/create.ts';
import { createSpheron } from '../../src/providers/spheron/create.ts';

/** What each definition loads, without waiting for it. */
export const creates: Readonly<Record<ProviderType, CreateProvider>> = {
  sparrowhost: createSparrowHost,
  cyberpanel: createCyberPanel,
  hostwares: createHostwares,
  spheron: createSpheron,
  serverpilot: createServerPilot,
};

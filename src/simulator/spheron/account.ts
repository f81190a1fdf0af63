import type { World } from '../http/api.ts';
import type { ApiKey } from '../http/router.ts';
import { base62, createRandom, hash, hex } from '../random.ts';

/** A token sees one organization of one type. */
export type Organization = {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly appType: 'app' | 'compute';
  readonly token: ApiKey;
};

export type Account = {
  readonly userId: string;
  readonly site: Organization;
  readonly compute: Organization;
};

/** A 24-hex id as the database behind the API gives them. */
export const objectId = (...parts: readonly (string | number)[]): string =>
  hex(createRandom(hash('id', ...parts)), 24);

export const createAccount = (world: World): Account => {
  const organization = (name: string, appType: Organization['appType']): Organization => ({
    id: objectId(world.seed, 'organization', appType),
    name,
    username: name.toLowerCase().replaceAll(' ', '-'),
    appType,
    token: {
      secret: base62(createRandom(hash(world.seed, 'spheron', 'token', appType)), 64),
      scopes: new Set([appType]),
    },
  });
  return {
    userId: objectId(world.seed, 'user'),
    site: organization('Example Sites', 'app'),
    compute: organization('Example Compute', 'compute'),
  };
};

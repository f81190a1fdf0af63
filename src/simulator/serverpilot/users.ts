import type { World } from '../http/api.ts';
import { fieldsOf, textField } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { Call, RouteTable } from '../http/router.ts';
import { epochSeconds } from '../time.ts';
import type { Actions } from './actions.ts';
import { passwordFailure } from './dbs.ts';
import { type Fleet, idOf, type Server, type SshKey, type SysUser } from './fleet.ts';
import { fail, ok } from './replies.ts';

/** SSH keys and system users: endpoints 6 to 18. */
export const userRoutes = (world: World, fleet: Fleet, actions: Actions): RouteTable => {
  let created = 0;
  const withKey = (call: Call, use: (key: SshKey) => JsonReply): JsonReply => {
    const key = fleet.sshkeys.get(call.param('id'));
    return key === undefined ? fail(404, 'SSH key not found.') : use(key);
  };
  const withUser = (call: Call, use: (user: SysUser, server: Server) => JsonReply): JsonReply => {
    const user = fleet.sysusers.get(call.param('id'));
    const server = fleet.servers.get(user?.serverid ?? '');
    return user === undefined || server === undefined
      ? fail(404, 'System user not found.')
      : use(user, server);
  };
  const usersOf = (key: SshKey): readonly SysUser[] =>
    [...fleet.sysusers.values()].filter((user) => user.keys.includes(key.id));

  return {
    'GET /sshkeys': () => ok([...fleet.sshkeys.values()].map(keyBody)),
    'POST /sshkeys': (call) => {
      const name = textField(call.body, 'name');
      const publicKey = textField(call.body, 'public_key');
      if (name === null || name.length > 50 || /[<>"]/.test(name))
        return fail(400, 'Name is missing or not allowed.');
      if (publicKey === null || !/^ssh-(rsa|ed25519) /.test(publicKey))
        return fail(400, 'Unknown kind of public key.');
      created += 1;
      const id = idOf(world.seed, 'serverpilot', 'created sshkey', created);
      const fingerprint = `SHA256:${id}NotARealFingerprint`;
      const key: SshKey = { id, name, fingerprint, publicKey, createdAt: world.now() };
      fleet.sshkeys.set(id, key);
      return ok(keyBody(key));
    },
    'GET /sshkeys/:id': (call) =>
      withKey(call, (key) => {
        const datecreated = epochSeconds(key.createdAt);
        return ok({
          ...keyBody(key),
          sysusers: usersOf(key).map((user) => ({ ...userBody(user), datecreated })),
        });
      }),
    'POST /sshkeys/:id': (call) =>
      withKey(call, (key) => {
        const name = textField(call.body, 'name');
        if (name === null || name.length > 50) return fail(400, 'Name is missing or not allowed.');
        key.name = name;
        return ok(keyBody(key));
      }),
    'DELETE /sshkeys/:id': (call) =>
      withKey(call, (key) => {
        if (usersOf(key).length > 0) return fail(403, 'The SSH key is in use.');
        fleet.sshkeys.delete(key.id);
        return ok({});
      }),
    'GET /sysusers': () => ok([...fleet.sysusers.values()].map(userBody)),
    'POST /sysusers': (call) => {
      const server = fleet.servers.get(textField(call.body, 'serverid') ?? '');
      const name = textField(call.body, 'name');
      if (server === undefined) return fail(400, 'Unknown serverid.');
      if (name === null || !/^[a-z][a-z0-9-]{2,31}$/.test(name))
        return fail(400, 'Name is missing or not allowed.');
      const weakness = fieldsOf(call.body)['password'] === undefined ? null : passwordFailure(call.body);
      if (weakness !== null) return weakness;
      if ([...fleet.sysusers.values()].some((user) => user.serverid === server.id && user.name === name)) {
        return fail(409, 'A system user with this name already exists on this server.');
      }
      created += 1;
      const id = idOf(world.seed, 'serverpilot', 'created sysuser', created);
      const user: SysUser = { id, name, serverid: server.id, keys: [] };
      fleet.sysusers.set(id, user);
      return ok(userBody(user), actions.begin(server));
    },
    'GET /sysusers/:id': (call) => withUser(call, (user) => ok(userBody(user))),
    'POST /sysusers/:id': (call) =>
      withUser(
        call,
        (user, server) => passwordFailure(call.body) ?? ok(userBody(user), actions.begin(server)),
      ),
    'DELETE /sysusers/:id': (call) =>
      withUser(call, (user, server) => {
        fleet.sysusers.delete(user.id);
        const apps = [...fleet.apps.values()].filter((app) => app.sysuserid === user.id);
        for (const app of apps) {
          fleet.apps.delete(app.id);
          for (const db of [...fleet.dbs.values()]) if (db.appid === app.id) fleet.dbs.delete(db.id);
        }
        return ok({}, actions.begin(server));
      }),
    'GET /sysusers/:id/sshkeys': (call) =>
      withUser(call, (user) => {
        const keys = [...fleet.sshkeys.values()].filter((key) => user.keys.includes(key.id));
        return ok(keys.map(keyBody));
      }),
    'POST /sysusers/:id/sshkeys': (call) =>
      withUser(call, (user, server) => {
        const key = fleet.sshkeys.get(textField(call.body, 'sshkey_id') ?? '');
        if (key === undefined) return fail(400, 'Unknown sshkey_id.');
        if (user.keys.includes(key.id)) return fail(409, 'The system user already has this SSH key.');
        user.keys.push(key.id);
        return ok({}, actions.begin(server));
      }),
    'DELETE /sysusers/:id/sshkeys/:sshkeyId': (call) =>
      withUser(call, (user, server) => {
        const keyId = call.param('sshkeyId');
        if (!user.keys.includes(keyId)) return fail(404, 'SSH key not found.');
        user.keys = user.keys.filter((id) => id !== keyId);
        return ok({}, actions.begin(server));
      }),
  };
};

const keyBody = (key: SshKey) => ({
  id: key.id,
  name: key.name,
  sha256_fingerprint: key.fingerprint,
  public_key: key.publicKey,
  datecreated: epochSeconds(key.createdAt),
});

const userBody = ({ id, name, serverid }: SysUser) => ({ id, name, serverid });

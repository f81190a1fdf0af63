import { textField } from '../http/body.ts';
import type { Reply } from '../http/reply.ts';
import { sequence } from '../schedule.ts';
import { second } from '../time.ts';
import { type App, appStatus, deploymentStatus, isBusy, startRollback } from './app-state.ts';
import { fail, ok } from './replies.ts';

/** The four actions of an app; `deploy` is what the deploy endpoint does. */
export const act = (
  app: App,
  at: number,
  body: unknown,
  deploy: (app: App, at: number) => Reply,
  seed: number,
): Reply => {
  const action = textField(body, 'action');
  const status = appStatus(app, at);
  switch (action) {
    case 'start':
      if (status !== 'stopped') return fail(409, `Cannot start an app that is ${status}`);
      app.power = sequence(at, [['starting', 3 * second]], 'running');
      app.poweredAt = at;
      return ok({ message: 'start initiated' });
    case 'stop':
      if (status !== 'running') return fail(409, `Cannot stop an app that is ${status}`);
      app.power = sequence(at, [['stopping', 3 * second]], 'stopped');
      app.poweredAt = at;
      return ok({ message: 'stop initiated' });
    case 'redeploy': {
      const reply = deploy(app, at);
      return reply.status === 200 ? ok({ message: 'redeploy initiated' }) : reply;
    }
    case 'rollback': {
      const id = textField(body, 'deploymentId');
      if (id === null) return fail(400, 'deploymentId is required for rollback');
      const target = app.deployments.find((deployment) => deployment.id === id);
      if (target === undefined) return fail(404, 'Deployment not found');
      if (isBusy(app, at)) return fail(409, 'A deployment is already in progress');
      if (deploymentStatus(target, at) !== 'running') return fail(409, 'That deployment did not succeed');
      startRollback(app, target, seed, at);
      return ok({ message: 'rollback initiated', deploymentId: id });
    }
    default:
      return fail(400, 'action must be one of: start, stop, redeploy, rollback');
  }
};

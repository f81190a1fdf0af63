import { stream } from '../http/reply.ts';
import type { RouteTable } from '../http/router.ts';
import { valueAt } from '../schedule.ts';
import type { ComputeFleet } from './compute-fleet.ts';
import { notFound } from './replies.ts';
import { type Project, statusOf } from './site-fleet.ts';

/** Events of one deployment by its topic: endpoint 76. Type 2 is deployed, 3 is failed; then the stream ends. */
export const subscribeRoutes = (projects: ReadonlyMap<string, Project>, fleet: ComputeFleet): RouteTable => {
  const statusFor = (topic: string): ((now: number) => string) | null => {
    for (const project of projects.values()) {
      const site = project.deployments.find((deployment) => deployment.topic === topic);
      if (site !== undefined) return (now) => statusOf(site, now);
    }
    for (const instance of fleet.instances.values()) {
      const compute = instance.deployments.find((deployment) => deployment.topic === topic);
      if (compute !== undefined) return (now) => valueAt(compute.status, now);
    }
    return null;
  };
  return {
    'GET /v1/subscribe': (call) => {
      const session = call.query.get('sessionId') ?? '';
      const status = statusFor(session);
      if (status === null) return notFound('Session');
      return stream((now) => {
        const word = status(now);
        const type = word === 'Deployed' || word === 'Deprecated' ? 2 : word === 'Failed' ? 3 : null;
        if (type === null) return { text: '', isOver: word === 'Canceled' };
        const data = {
          deploymentStatus: word,
          latestUrlPreview: type === 2 ? 'https://preview.spheron.example.net' : '',
          providerHost: 'provider.spheron.example.net',
          ports: type === 2 ? [{ containerPort: 80, exposedPort: 31_234 }] : [],
        };
        return { text: `event: message\ndata: ${JSON.stringify({ type, data, session })}\n\n`, isOver: true };
      });
    },
  };
};

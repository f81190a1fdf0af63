import type { RouteTable } from '../http/router.ts';
import { objectId } from './account.ts';
import { notFound, ok } from './replies.ts';

const categories = ['Database', 'Node', 'Tools', 'AI'];

const templates = [
  ['Postgres', 'Database'],
  ['Redis', 'Database'],
  ['Ethereum node', 'Node'],
  ['Grafana', 'Tools'],
  ['Jupyter', 'AI'],
].map(([name = '', category = '']) => ({
  _id: objectId('template', name),
  name,
  description: `${name}, ready to run`,
  metadata: { category, icon: '' },
}));

/** What instances can be made from: endpoints 70 to 72. */
export const marketplaceRoutes = (): RouteTable => ({
  'GET /v1/marketplace-app': (call) => {
    const category = call.query.get('category');
    return ok({
      templates: templates.filter((one) => category === null || one.metadata.category === category),
    });
  },
  'GET /v1/marketplace-app/categories': () => ok({ categories }),
  'GET /v1/marketplace-app/:id': (call) => {
    const template = templates.find(({ _id }) => _id === call.param('id'));
    return template === undefined ? notFound('Marketplace app') : ok(template);
  },
});

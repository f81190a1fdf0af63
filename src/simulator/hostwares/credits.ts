import type { World } from '../http/api.ts';
import { textField } from '../http/body.ts';
import type { RouteTable } from '../http/router.ts';
import { createRandom, hash, hex, unit } from '../random.ts';
import { day, hour, iso } from '../time.ts';
import { badRequest, ok } from './replies.ts';

const packages = [
  { id: 'pkg_small', name: 'Small', credits: 100, price: 5 },
  { id: 'pkg_medium', name: 'Medium', credits: 500, price: 20 },
  { id: 'pkg_large', name: 'Large', credits: 2_000, price: 70 },
];

const uses = [
  { cost: 1, description: 'AI assistant: question' },
  { cost: 2, description: 'AI assistant: action' },
  { cost: 3, description: 'AI assistant: log analysis' },
  { cost: 5, description: 'AI assistant: multi-step task' },
];

/** Credits: endpoints 11 to 14. Somebody asks the assistant something every three hours; the last one cost half. */
export const creditRoutes = (world: World): RouteTable => {
  const { now, seed, startedAt } = world;
  const startSlot = Math.floor(startedAt / (3 * hour));
  let bought = 0;
  let lastPurchase = startedAt - 6 * day;

  const spentIn = (slot: number) => {
    const { cost, description } = uses[Math.floor(unit(hash(seed, 'credits'), slot) * uses.length)] ?? {
      cost: 1,
      description: 'AI assistant',
    };
    return { slot, cost: cost + (slot % 4 === 0 ? 0.5 : 0), description };
  };

  const balance = (): number => {
    let spent = 0;
    const slot = Math.floor(now() / (3 * hour));
    for (let index = startSlot + 1; index <= slot && spent < 450; index += 1) spent += spentIn(index).cost;
    return Math.max(0, 450 - spent) + bought;
  };

  return {
    'GET /credits': () => ok({ balance: balance(), lastPurchase: iso(lastPurchase) }),
    'GET /credits/transactions': () => {
      const slot = Math.floor(now() / (3 * hour));
      const rows = Array.from({ length: 30 }, (_, index) => spentIn(slot - index)).map((use) => ({
        id: `ctx_${hex(createRandom(hash(seed, 'transaction', use.slot)), 12)}`,
        type: 'USAGE',
        amount: -use.cost,
        description: use.description,
        createdAt: iso(use.slot * 3 * hour),
      }));
      const purchase = {
        id: `ctx_${hex(createRandom(hash(seed, 'purchase', lastPurchase)), 12)}`,
        type: 'PURCHASE',
        amount: 500,
        description: 'Medium package',
        createdAt: iso(lastPurchase),
      };
      return ok([...rows, purchase].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)));
    },
    'GET /credits/packages': () => ok(packages),
    'POST /credits/purchase': (call) => {
      const chosen = packages.find(({ id }) => id === textField(call.body, 'packageId'));
      if (chosen === undefined) return badRequest('Unknown packageId');
      bought += chosen.credits;
      lastPurchase = now();
      return ok({ balance: balance(), lastPurchase: iso(lastPurchase) });
    },
  };
};

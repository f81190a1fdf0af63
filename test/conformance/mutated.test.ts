import { Response } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFetch } from '../../src/http/create-fetch.ts';
import type { Fetch } from '../../src/runtime/deps.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { createRandom, type Random } from '../../src/simulator/random.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { frozen } from './call-each.ts';
import { hostileText, hostileTextsIn } from './hostile.ts';
import { membersOf } from './members.ts';

const roundsEach = 30;

/** What may stand in the place of any value of a reply. */
const strangers: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    '',
    ' ',
    0,
    -0,
    -1,
    1e21,
    -1.5e308,
    2 ** 53,
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    '-',
  ],
  ...['2026-13-45T99:99:99Z', '0000-00-00', '275761-01-01T00:00:00Z', -8.64e15 - 1, 1e300, '9'.repeat(500)],
  ...[[], {}, [[]], [null], [{}], { id: null }, { __proto__: null, constructor: 1, toString: 2 }],
  ...[hostileText, '\ud800', '..', '../..', 'a/b?c#d', '%2e%2e', '%', 'x'.repeat(20_000)],
];

/** The value with some of what is in it replaced, left out, doubled or put elsewhere. */
function mutated(value: unknown, random: Random, share: number): unknown {
  if (random() < share) return strangers[Math.floor(random() * strangers.length)];
  if (Array.isArray(value)) {
    const items = value.map((item) => mutated(item, random, share));
    return random() < share ? [...items, ...items] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(() => random() >= share);
  return Object.fromEntries(entries.map(([name, item]) => [name, mutated(item, random, share)]));
}

/** Numbers that are none, and times that no calendar has. */
function impossibleIn(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'number') {
    const isTime = name.endsWith('At') || name === 'at';
    return Number.isFinite(isTime ? new Date(value).getTime() : value) ? [] : [`${name}: ${value}`];
  }
  // What a provider says beyond what is known is shown as it came.
  if (typeof value !== 'object' || value === null || name === 'details') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    impossibleIn(item, Array.isArray(value) ? name : key),
  );
}

const mutating =
  (fetch: Fetch, random: Random): Fetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    if (response.headers.get('content-type')?.includes('json') !== true) return response;
    const body = mutated(await response.json(), random, random() * 0.15);
    return new Response(JSON.stringify(body) ?? '', { status: response.status, headers: response.headers });
  };

describe('replies in which anything may be anything', () => {
  test.each(['sparrow', 'cyber', 'hostwares', 'spheron-sites', 'spheron-compute', 'pilot'])(
    '%s: each member answers with a result, never with an exception, and shows text alone',
    async (name) => {
      const simulator = await startSimulator({ servers: 12, apps: 8, limits: false });
      onTestFinished(simulator.close);
      const account = simulator.providers.find((entry) => entry.name === name);
      if (account === undefined) throw new Error(`no ${name}`);
      const { fetch, close } = createFetch({ timeoutMs: 5_000, noProxy: undefined });
      onTestFinished(close);
      const faults: unknown[] = [];
      const { type, baseUrl, apiKey, clientId = 'none' } = account;
      const connect = (through: Fetch) =>
        connectTestProvider(type, baseUrl, {
          ...{ name, apiKey, clientId, clock: frozen, fetch: through },
          report: (error) => {
            faults.push(error);
            return null;
          },
        }).provider;
      const whole = connect(fetch);
      const ids = (
        await Promise.all(
          [whole.listServers?.(never), whole.listApps?.(never)].map(async (listed) => await listed),
        )
      ).flatMap((listed) => (listed?.ok === true ? listed.value.items.map(({ id }) => id) : []));
      for (let round = 0; round < roundsEach; round += 1) {
        const random = createRandom(round);
        const id = ids[round % ids.length] ?? 'none';
        const members = membersOf(connect(mutating(fetch, random)), { provider: name, type, id });
        for (const [member, call] of members) {
          if (member.startsWith('follow')) continue;
          const { result } = await call(never);
          expect(faults, `${member}, seed ${round}`).toEqual([]);
          expect(hostileTextsIn(result), `${member}, seed ${round}`).toEqual([]);
          expect(impossibleIn(result), `${member}, seed ${round}`).toEqual([]);
        }
      }
    },
  );
});

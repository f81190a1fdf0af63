import { describe, expect, test } from 'vitest';
import { type Intent, unexpected } from '../../scripts/soak/requests.ts';
import { runSoak } from '../../scripts/soak/run.ts';
import { createWrittenCheck } from '../../scripts/soak/written.ts';
import type { ProviderEntry, RequestEntry } from '../../src/simulator/index.ts';

test('seconds of the soak: any keys, any faults, and nothing that must not be', async () => {
  const { findings, inputs, frames } = await runSoak({ seed: 7, seconds: 10 });
  expect(findings, 'seed 7').toEqual([]);
  expect(inputs).toBeGreaterThan(10);
  expect(frames.checked).toBeGreaterThan(0);
}, 60_000);

describe('what the soak takes for unexpected', () => {
  const at = Date.parse('2026-11-01T00:00:00Z');
  const providers: readonly ProviderEntry[] = [
    { name: 'sparrow', type: 'sparrowhost', baseUrl: 'http://127.0.0.1:1', apiKey: 'k' },
  ];
  const post: RequestEntry = {
    ...{ at: at + 100, provider: 'sparrowhost', method: 'POST', path: '/api/v1/servers/s1/actions' },
    ...{ route: 'POST /api/v1/servers/:id/actions', status: 200, authorization: true },
  };
  const intent: Intent = {
    id: 'one',
    at: new Date(at).toISOString(),
    provider: 'sparrow',
    target: 'sparrow/s1',
  };

  test.each([
    { name: 'a write with its intent', requests: [post], intents: [intent], count: 0 },
    { name: 'a write without one', requests: [post], intents: [], count: 1 },
    { name: 'a write that is sent twice', requests: [post, post], intents: [intent], count: 1 },
    {
      name: 'a write before its intent',
      requests: [{ ...post, at: at - 1_000 }],
      intents: [intent],
      count: 1,
    },
    {
      name: 'an older path after a 404',
      requests: [{ ...post, status: 404 }, post],
      intents: [intent],
      count: 0,
    },
    {
      name: 'a path that no sheet has',
      requests: [{ ...post, method: 'GET', route: null }],
      intents: [],
      count: 1,
    },
  ])('$name: $count', ({ requests, intents, count }) => {
    expect(unexpected(requests, intents, providers)).toHaveLength(count);
  });

  test('of what is written: a sequence on no list, however the reads are cut, and a mode left on', () => {
    const check = createWrittenCheck();
    for (const piece of [
      '\u001b[?1049h\u001b]11;?\u001b',
      '\\text\u001b[',
      '2Jmore\u001b[?1000h\u001b[3',
      'J',
    ])
      check.add(piece);
    expect(check.forbidden()).toEqual(['"\\u001b[3J"']);
    expect(check.unrestored()).toEqual(['mode ?1049', 'mode ?1000']);
  });
});

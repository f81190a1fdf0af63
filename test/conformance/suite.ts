import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../src/model/problem.ts';
import { definitionOf, type ProviderType, providers } from '../../src/providers/registry.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { type AnyPathApi, reply, silence, startAnyPathApi } from './any-path-api.ts';
import { apiKey, callEach, clientId, frozen, name } from './call-each.ts';
import { failures, strangeBodies, words } from './failures.ts';
import { hostileAnswers, hostileText, hostileTextsIn } from './hostile.ts';
import { isAdmitted, isLabelled, longestRun } from './promises.ts';

/** What a provider type says of itself; everything else is the same for all. */
export type Fixture = {
  /** The header that the documentation asks for, made of the keys below. */
  readonly authorization: string;
  /** What a 403 means there. */
  readonly forbidden: ProblemCode;
};

const isStream = (member: string): boolean => member.startsWith('follow');

/** A log that is followed by polling may go on after this many polls in a row that came to nothing. */
const patience = 5;

/** The promises of the interface, for every member that a provider has, over real HTTP. */
export function conformance(type: ProviderType, { authorization, forbidden }: Fixture): void {
  describe(type, () => {
    test.each(failures)('$name is $code', async ({ answer, code, status, sent }) => {
      for (const { member, outcome, api } of await callEach(type, answer)) {
        const problem = { provider: name, code, status };
        expect(outcome.result, member).toMatchObject({ ok: false, problem });
        expect(longestRun(api.requests), member).toBeLessThanOrEqual(
          isStream(member) ? sent * patience : sent,
        );
      }
    });

    test(`403 is ${forbidden}`, async () => {
      for (const { member, outcome } of await callEach(type, reply(403, words)))
        expect(outcome.result, member).toMatchObject({
          ok: false,
          problem: { code: forbidden, status: 403 },
        });
    });

    test.each([words, ''])(
      `403 is ${forbidden} for a request that changes something, too (%j)`,
      async (body) => {
        const api = await startAnyPathApi(reply(403, body));
        const { send } = connectTestProvider(type, api.url, { name });
        expect(await send({ method: 'POST', path: '/anything' }, never)).toMatchObject({
          ok: false,
          problem: { provider: name, code: forbidden, status: 403 },
        });
        expect(api.requests).toHaveLength(1);
      },
    );

    test('404 for a resource is not-found', async () => {
      for (const { member, outcome, api } of await callEach(type, reply(404, words))) {
        if (member !== 'readServer' && member !== 'readApp') continue;
        expect(outcome.result, member).toMatchObject({
          ok: false,
          problem: { code: 'not-found', status: 404 },
        });
        expect(longestRun(api.requests), member).toBe(1);
      }
    });

    test('429 says until when, and nothing more is sent', async () => {
      const answer = reply(429, words, { 'retry-after': '30' });
      const problem = { provider: name, code: 'rate-limited', status: 429, retryable: true };
      for (const { member, outcome, api } of await callEach(type, answer)) {
        expect(outcome.result, member).toMatchObject({
          ok: false,
          problem: { ...problem, retryAt: frozen.now() + 30_000 },
        });
        expect(longestRun(api.requests), member).toBe(1);
      }
    });

    test('a server that never answers is a timeout', async () => {
      for (const { member, outcome, api } of await callEach(type, silence, { timeoutMs: 60 })) {
        expect(outcome.result, member).toMatchObject({
          ok: false,
          problem: { code: 'timeout', status: null },
        });
        expect(longestRun(api.requests), member).toBeLessThanOrEqual(isStream(member) ? 3 * patience : 3);
      }
    });

    test('a redirect is not followed: the key goes nowhere else', async () => {
      const elsewhere = await startAnyPathApi(reply(200, {}));
      for (const status of [301, 302, 307, 308]) {
        const answer = reply(status, '', { location: `${elsewhere.url}/\u009b` });
        for (const { member, outcome } of await callEach(type, answer))
          expect(outcome.result, member).toMatchObject({ ok: false, problem: { code: 'protocol', status } });
      }
      expect(elsewhere.requests).toEqual([]);
    });

    test('an abort ends a call at once, and nothing more is sent', async () => {
      const abortAtFirstRequest = ({ requests }: AnyPathApi) => {
        const abort = new AbortController();
        const timer = setInterval(() => {
          if (requests.length === 0) return;
          clearInterval(timer);
          abort.abort();
        }, 1);
        return abort.signal;
      };
      const options = { signal: abortAtFirstRequest, timeoutMs: 120_000 };
      for (const { member, outcome, api } of await callEach(type, silence, options)) {
        if (outcome.result.ok) expect(isStream(member), member).toBe(true);
        else expect(outcome.result.problem, member).toMatchObject({ code: 'timeout', retryable: false });
        expect(longestRun(api.requests), member).toBe(1);
      }
    });

    test('a signal that was aborted before sends nothing', async () => {
      const options = { signal: () => AbortSignal.abort() };
      for (const { member, api } of await callEach(type, reply(200, {}), options))
        expect(api.requests, member).toEqual([]);
    });

    test.each(strangeBodies)('the body %j is a problem, not an exception', async (body) => {
      const options = { signal: () => AbortSignal.timeout(2_000) };
      for (const { member, outcome } of await callEach(type, reply(200, body), options))
        expect(isAdmitted(member, outcome.result), `${member}: ${JSON.stringify(outcome)}`).toBe(true);
    });

    test('hostile text comes out plain, under the right names', async () => {
      const understood = new Set<string>();
      for (const answer of hostileAnswers) {
        const options = { signal: () => AbortSignal.timeout(2_000) };
        for (const { member, outcome } of await callEach(type, answer, options)) {
          expect(hostileTextsIn(outcome), member).toEqual([]);
          expect(isLabelled(outcome, { provider: name, type }), member).toBe(true);
          if (outcome.result.ok) understood.add(member);
        }
      }
      const lists = (await callEach(type, reply(401, ''))).map(({ member }) => member);
      for (const member of lists.filter((list) => list === 'listServers' || list === 'listApps'))
        expect([...understood]).toContain(member);
    });

    test('a hostile refusal comes out plain', async () => {
      const answer = reply(400, { message: hostileText, error: hostileText });
      for (const { member, outcome, trace } of await callEach(type, answer)) {
        expect(outcome.result, member).toMatchObject({ ok: false, problem: { code: 'invalid' } });
        expect(hostileTextsIn([outcome, trace]), member).toEqual([]);
      }
    });

    test.each([400, 401, 500, 200])('an echoed key is in no result and no trace (%i)', async (status) => {
      const secrets = [apiKey, ...('clientId' in providers[type].secrets ? [clientId] : [])];
      const echo = `no such key: ${secrets.join(' of ')}`;
      const answer = reply(status, { success: false, error: echo, message: echo });
      for (const { member, outcome, trace } of await callEach(type, answer)) {
        const shown = JSON.stringify([outcome, trace]);
        expect(outcome.result.ok, member).toBe(false);
        for (const secret of secrets) expect(shown, member).not.toContain(secret);
      }
    });

    test('what is known of it before it is connected tells whether it sends webhooks', async () => {
      const api = await startAnyPathApi(reply(401, words));
      const { provider } = connectTestProvider(type, api.url, { name });
      expect(definitionOf(type).sendsWebhooks === true).toBe(provider.webhooks !== undefined);
    });

    test('the key is sent as documented', async () => {
      for (const { member, api } of await callEach(type, reply(401, words))) {
        const sent = new Set(api.requests.map((request) => request.authorization));
        expect([...sent], member).toContain(authorization);
        // A few paths of a few APIs want no key at all.
        expect(
          [...sent].filter((header) => header !== undefined),
          member,
        ).toEqual([authorization]);
      }
    });
  });
}

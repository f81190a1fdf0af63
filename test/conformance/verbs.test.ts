import { describe, expect, onTestFinished, test } from 'vitest';
import type { ActionRequest, Deed, Target } from '../../src/model/action.ts';
import type { ProblemCode } from '../../src/model/problem.ts';
import type { Provider, ProviderDefinition } from '../../src/providers/provider.ts';
import { type ProviderType, providers, providerTypes } from '../../src/providers/registry.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { deeds } from './deeds.ts';

const verbs = Object.keys(deeds) as readonly Deed['verb'][];

/** What the simulated fleet has, so that nothing is left out unnoticed. */
const kindsThere: Readonly<Record<ProviderType, readonly string[]>> = {
  sparrowhost: ['app', 'server'],
  cyberpanel: ['server'],
  hostwares: ['database', 'site'],
  spheron: ['project', 'server'],
  serverpilot: ['app', 'database', 'server'],
};

/** What stands in the way at the moment; the verb is there all the same. */
const momentary: ReadonlySet<ProblemCode> = new Set(['conflict', 'not-found']);

/** A provider of the type for every key of the simulated fleet. */
async function connectAll(type: ProviderType): Promise<readonly Provider[]> {
  const simulator = await startSimulator({ servers: 40, apps: 40, limits: false });
  onTestFinished(simulator.close);
  return simulator.providers
    .filter((entry) => entry.type === type)
    .map(({ baseUrl, apiKey, clientId }) => {
      const keys = clientId === undefined ? { apiKey } : { apiKey, clientId };
      return connectTestProvider(type, baseUrl, keys).provider;
    });
}

/** One of every kind that the provider lists. */
async function targetsOf(provider: Provider): Promise<ReadonlyMap<string, Target>> {
  const servers = await provider.listServers?.(never);
  const apps = await provider.listApps?.(never);
  const targets: readonly Target[] = [
    ...(servers?.ok === true ? servers.value.items : []).map(
      (resource) => ({ kind: 'server', resource }) as const,
    ),
    ...(apps?.ok === true ? apps.value.items : []).map((resource) => ({ kind: 'app', resource }) as const),
  ];
  return new Map(
    targets.map((target) => [target.kind === 'app' ? target.resource.kind : target.kind, target]),
  );
}

/** What preparing comes to, in one word for each way of asking. */
async function outcomesOf(
  provider: Provider,
  target: Target,
  verb: Deed['verb'],
): Promise<readonly string[]> {
  const requests: readonly ActionRequest[] = deeds[verb].map((deed) => ({ target, deed }));
  return Promise.all(
    requests.map(async (request) => {
      const prepared = await provider.prepare?.(request, never);
      if (prepared === undefined) return 'absent';
      if (prepared.ok || momentary.has(prepared.problem.code)) return 'prepared';
      return prepared.problem.code;
    }),
  );
}

describe('the verbs of a resource are those that its provider prepares', () => {
  test.each(providerTypes)('%s', async (type) => {
    const kinds = new Set<string>();
    for (const provider of await connectAll(type))
      for (const [kind, target] of await targetsOf(provider)) {
        kinds.add(kind);
        const listed = new Set<string>(target.resource.actions);
        const definition: ProviderDefinition = providers[type];
        expect(definition.verbs[target.kind]).toEqual(expect.arrayContaining([...listed]));
        for (const verb of verbs) {
          // Where a provider has no redeploy of its own, it is the same as deploy.
          if (verb === 'redeploy' && listed.has('deploy')) listed.add('redeploy');
          const outcomes = await outcomesOf(provider, target, verb);
          const what = `${kind} ${verb}: ${outcomes.join(', ')}`;
          if (listed.has(verb)) expect(outcomes, what).toContain('prepared');
          else expect(new Set(outcomes), what).toEqual(new Set(['unsupported']));
        }
        const form = target.kind === 'app' && target.resource.kind === 'database' ? 'database' : target.kind;
        expect(provider.forms?.update[form] !== undefined || !listed.has('update'), kind).toBe(true);
        if (target.kind === 'server') expect(provider.openConsole !== undefined).toBe(listed.has('console'));
      }
    expect([...kinds].toSorted()).toEqual(kindsThere[type]);
  });
});

/** The members that stand for a kind: with none of them the vendor has nothing of it, which a sentence says. */
const membersOfKind: Readonly<Record<keyof ProviderDefinition['lacks'], readonly (keyof Provider)[]>> = {
  servers: ['listServers', 'readServer', 'completeServer', 'isIncomplete', 'listSnapshots', 'openConsole'],
  apps: ['listApps', 'readApp', 'listDeployments', 'listEnv', 'listDomains'],
  metrics: ['readMetrics'],
  billing: ['readBilling'],
  logs: ['followLog', 'followServerLog'],
};

const kindsOf = Object.keys(membersOfKind) as readonly (keyof typeof membersOfKind)[];

describe('a provider says what it lacks, and has members for the rest', () => {
  test.each(providerTypes.flatMap((type) => kindsOf.map((kind) => ({ type, kind }))))(
    '$type: $kind',
    ({ type, kind }) => {
      const definition: ProviderDefinition = providers[type];
      const { provider } = connectTestProvider(type, 'http://127.0.0.1:1');
      const present = membersOfKind[kind].filter((member) => provider[member] !== undefined);
      if (definition.lacks[kind] !== undefined) expect(present).toEqual([]);
      else expect(present).not.toEqual([]);
    },
  );
});

import { EnvHttpProxyAgent } from 'undici';
import { isLoopback } from '../model/loopback.ts';

/** Pools of connections of one kind, each made when it is first needed. */
export type Agents = {
  readonly agentFor: (url: string) => EnvHttpProxyAgent;
  /** Lets go of every connection as soon as nothing is asked on it. */
  readonly close: () => Promise<unknown>;
  readonly destroy: () => Promise<unknown>;
};

/** What goes to this machine goes there directly: over plain http a proxy would read the key that is sent with it. */
export function createAgents(options: EnvHttpProxyAgent.Options): Agents {
  const made = new Map<boolean, EnvHttpProxyAgent>();
  const all = (end: (agent: EnvHttpProxyAgent) => Promise<unknown>) =>
    Promise.all([...made.values()].map(end));
  return {
    agentFor: (url) => {
      const isHere = isLoopback(new URL(url).hostname);
      const agent =
        made.get(isHere) ?? new EnvHttpProxyAgent(isHere ? { ...options, noProxy: '*' } : options);
      made.set(isHere, agent);
      return agent;
    },
    close: () => all((agent) => agent.close()),
    destroy: () => all((agent) => agent.destroy()),
  };
}

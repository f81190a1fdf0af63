import type { Deed, Target } from '../../model/action.ts';
import type { AppAction } from '../../model/app.ts';
import type { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';
import type { ServerAction } from '../../model/server.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';

/** What a target must be for a verb. */
export type Wanted = {
  /** As typed. */
  readonly verb: string;
  /** A resource with one of these knows the verb; none named: every one does. */
  readonly needs: readonly (ServerAction | AppAction)[];
  readonly kinds: readonly Target['kind'][];
  /** Whether something is changed: then a name must be unique beyond doubt. */
  readonly isWrite: boolean;
  /** Asked of a provider that does not know the verb, for its own sentence about that. */
  readonly sample: Deed | null;
  /** For what no action tells: why this one's provider cannot do it; null when it can. */
  readonly whyNot?: (connected: ConnectedProvider, target: Target) => Problem | null;
};

/** A verb that changes its targets. */
export type VerbSpec = Wanted & {
  /** Interrupts service, so it is confirmed first. */
  readonly asks: boolean;
  /** Throws where the command line does not allow it, before anyone is asked. */
  readonly refuse?: () => void;
  /** What is to be done to this target. */
  readonly deedFor: (
    target: Target,
    connected: ConnectedProvider,
    signal: AbortSignal,
  ) => Promise<Result<Deed>>;
};

/** Whether a resource's provider has one of the actions for it. */
export function knows({ resource }: Target, needs: Wanted['needs']): boolean {
  const actions: readonly string[] = resource.actions;
  return needs.length === 0 || needs.some((need) => actions.includes(need));
}

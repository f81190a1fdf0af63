import type { FleetPorts } from '../../commands/ports.ts';
import type { Subject } from '../../model/subject.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { Details } from '../../store/view-state.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type DescribeOptions = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly describe: FleetPorts['describe'];
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** Opens the details page of a key and fills it when the provider has answered; closing the page cancels the request. */
export const describeSelected =
  ({ fleet, view, describe, clock, signal }: DescribeOptions) =>
  (key: string): void => {
    const found = subjectOf(fleet, key);
    if (found === null) return;
    const { subject, title } = found;
    const loading: Details = { phase: 'loading' };
    const page = { type: 'details', title, ref: key, content: loading, top: 0 } as const;
    view.setState({ overlay: page });
    const closing = new AbortController();
    const isOpen = () => {
      const { overlay } = view.getState();
      return overlay?.type === 'details' && overlay.content === loading;
    };
    const unsubscribe = view.subscribe(() => {
      if (!isOpen()) closing.abort();
    });
    void describe(subject, AbortSignal.any([signal, closing.signal])).then((result) => {
      unsubscribe();
      if (!isOpen()) return;
      const content: Details = result.ok
        ? { phase: 'ready', details: result.value, readAt: clock.now() }
        : { phase: 'failed', problem: result.problem };
      view.setState({ overlay: { ...page, content } });
    });
  };

function subjectOf(
  fleet: FleetStore,
  key: string,
): { readonly subject: Subject; readonly title: string } | null {
  const { servers, apps, providers } = fleet.getState();
  const server = servers.get(key);
  if (server !== undefined)
    return { subject: { kind: 'server', provider: server.provider, id: server.id }, title: server.name };
  const app = apps.get(key);
  if (app !== undefined)
    return { subject: { kind: 'app', provider: app.provider, id: app.id }, title: app.name };
  const provider = providers.get(key);
  return provider === undefined
    ? null
    : { subject: { kind: 'account', provider: key }, title: `${key}: account` };
}

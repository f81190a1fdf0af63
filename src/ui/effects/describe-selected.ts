import type { FleetPorts } from '../../commands/ports.ts';
import type { Subject } from '../../model/subject.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { Details, Overlay } from '../../store/view-state.ts';
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
    view.setState({ overlay: pageOf(subject, title, key, loading) });
    const closing = new AbortController();
    const openPage = () => {
      const { overlay } = view.getState();
      return hasDetails(overlay) && overlay.content === loading ? overlay : null;
    };
    const unsubscribe = view.subscribe(() => {
      if (openPage() === null) closing.abort();
    });
    void describe(subject, AbortSignal.any([signal, closing.signal])).then((result) => {
      unsubscribe();
      const page = openPage();
      if (page === null) return;
      const content: Details = result.ok
        ? { phase: 'ready', details: result.value, readAt: clock.now() }
        : { phase: 'failed', problem: result.problem };
      view.setState({ overlay: { ...page, content } });
    });
  };

type DetailsPage = Extract<Overlay, { readonly content: Details }>;

const pageOf = (subject: Subject, title: string, ref: string, content: Details): DetailsPage =>
  subject.kind === 'account'
    ? { type: 'account', provider: subject.provider, search: '', content, top: 0 }
    : { type: 'details', title, ref, content, top: 0 };

const hasDetails = (overlay: Overlay | null): overlay is DetailsPage =>
  overlay?.type === 'details' || overlay?.type === 'account';

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

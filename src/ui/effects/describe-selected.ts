import type { FleetPorts } from '../../commands/ports.ts';
import { targetOf } from '../../commands/targets.ts';
import { nothingRelated } from '../../model/related.ts';
import type { Subject } from '../../model/subject.ts';
import type { Clock } from '../../runtime/deps.ts';
import { type DetailsPage, openedDetails } from '../../store/details-page.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type DescribeOptions = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly ports: Pick<FleetPorts, 'describe' | 'readRelated' | 'readDeeds'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** What of a page is fetched by itself, each when it is first looked at. */
type Part = 'content' | 'related' | 'deeds';

type Filled = Partial<Pick<DetailsPage, Part>>;

/**
 * Opens details pages, over one another. What the page in view lacks is fetched while it is open; closing it, or going
 * to another, cancels that.
 */
export function describeSelected({
  fleet,
  view,
  ports,
  clock,
  signal,
}: DescribeOptions): (key: string) => void {
  const running = new Map<Part, AbortController>();
  let ref: string | null = null;

  const fill = () => {
    const page = openPage(view);
    if ((page?.ref ?? null) !== ref) {
      ref = page?.ref ?? null;
      for (const request of running.values()) request.abort();
      running.clear();
    }
    if (page !== null)
      for (const part of lacking(page)) if (!running.has(part)) void start(part, page.ref, page.title);
  };

  const start = async (part: Part, key: string, title: string) => {
    const request = new AbortController();
    running.set(part, request);
    const filled = await fetchPart(part, key, AbortSignal.any([signal, request.signal]));
    const page = openPage(view);
    if (request.signal.aborted || page === null) return;
    running.delete(part);
    view.setState({ overlay: { ...page, title, ...filled } });
  };

  const fetchPart = async (part: Part, key: string, until: AbortSignal): Promise<Filled> => {
    switch (part) {
      case 'content': {
        const subject = subjectOf(fleet, key);
        if (subject === null) return {};
        const result = await ports.describe(subject, until);
        return {
          content: result.ok
            ? { phase: 'ready', details: result.value, readAt: clock.now() }
            : { phase: 'failed', problem: result.problem },
        };
      }
      case 'related': {
        const target = targetOf({ fleet }, key);
        const related = target === null ? undefined : await ports.readRelated?.(target, until);
        return { related: related ?? nothingRelated };
      }
      case 'deeds':
        return { deeds: (await ports.readDeeds?.(key)) ?? [] };
    }
  };

  const unsubscribe = view.subscribe(fill);
  signal.addEventListener('abort', unsubscribe);
  return (key) => {
    const title = titleOf(fleet, key);
    if (title !== null) view.setState({ overlay: openedDetails(key, title, openPage(view)) });
  };
}

const openPage = (view: ViewStore): DetailsPage | null => {
  const { overlay } = view.getState();
  return overlay?.type === 'details' ? overlay : null;
};

const lacking = ({ section, content, related, deeds }: DetailsPage): readonly Part[] => [
  ...(content.phase === 'loading' ? (['content'] as const) : []),
  ...(section === 'related' && related === null ? (['related'] as const) : []),
  ...(section === 'journal' && deeds === null ? (['deeds'] as const) : []),
];

function titleOf(fleet: FleetStore, key: string): string | null {
  const { servers, apps, providers } = fleet.getState();
  const name = (servers.get(key) ?? apps.get(key))?.name;
  return name ?? (providers.has(key) ? `${key}: account` : null);
}

function subjectOf(fleet: FleetStore, key: string): Subject | null {
  const target = targetOf({ fleet }, key);
  if (target !== null)
    return { kind: target.kind, provider: target.resource.provider, id: target.resource.id };
  return fleet.getState().providers.has(key) ? { kind: 'account', provider: key } : null;
}

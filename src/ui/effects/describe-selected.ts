import type { FleetPorts } from '../../commands/ports.ts';
import { targetOf } from '../../commands/targets.ts';
import { problem } from '../../model/problem.ts';
import { nothingRelated } from '../../model/related.ts';
import type { Subject } from '../../model/subject.ts';
import type { Clock } from '../../runtime/deps.ts';
import { type Details, type DetailsPage, openedDetails } from '../../store/details-page.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { Overlay } from '../../store/overlay.ts';
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

/** What a provider tells in full: a resource, or the account that its key is of. */
type FilledPage = Extract<Overlay, { readonly content: Details }>;

const keyOf = (page: FilledPage): string => (page.type === 'details' ? page.ref : page.provider);

/**
 * Opens details pages, over one another, or an account's. What the page in view lacks is fetched while it is open; closing it, or going
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
  let shown: string | null = null;

  const fill = () => {
    const page = openPage(view);
    const key = page === null ? null : keyOf(page);
    if (key !== shown) {
      shown = key;
      for (const request of running.values()) request.abort();
      running.clear();
    }
    if (page !== null && key !== null)
      for (const part of lacking(page)) if (!running.has(part)) void start(part, key);
  };

  const start = async (part: Part, key: string) => {
    const request = new AbortController();
    running.set(part, request);
    const filled = await fetchPart(part, key, AbortSignal.any([signal, request.signal]));
    const page = openPage(view);
    if (request.signal.aborted || page === null) return;
    running.delete(part);
    view.setState({ overlay: { ...page, ...filled } });
  };

  const fetchPart = async (part: Part, key: string, until: AbortSignal): Promise<Filled> => {
    switch (part) {
      case 'content': {
        const subject = subjectOf(fleet, key);
        // Without an answer of some kind it would be asked for again at once, and so for ever.
        if (subject === null) return { content: { phase: 'failed', problem: notListed } };
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
    const page = pageOf(fleet, key, openPage(view));
    if (page !== null) view.setState({ overlay: page });
  };
}

const notListed = problem('not-found', 'it is not in the list any more');

const openPage = (view: ViewStore): FilledPage | null => {
  const { overlay } = view.getState();
  return overlay?.type === 'details' || overlay?.type === 'account' ? overlay : null;
};

function lacking(page: FilledPage): readonly Part[] {
  const content: readonly Part[] = page.content.phase === 'loading' ? ['content'] : [];
  if (page.type === 'account') return content;
  if (page.section === 'related' && page.related === null) return [...content, 'related'];
  return page.section === 'journal' && page.deeds === null ? [...content, 'deeds'] : content;
}

/** The page of a key, over the details that it was opened from. */
function pageOf(fleet: FleetStore, key: string, open: FilledPage | null): FilledPage | null {
  const target = targetOf({ fleet }, key);
  if (target !== null)
    return openedDetails(key, target.resource.name, open?.type === 'details' ? open : null);
  return fleet.getState().providers.has(key)
    ? { type: 'account', provider: key, search: '', content: { phase: 'loading' }, top: 0 }
    : null;
}

function subjectOf(fleet: FleetStore, key: string): Subject | null {
  const target = targetOf({ fleet }, key);
  if (target !== null)
    return { kind: target.kind, provider: target.resource.provider, id: target.resource.id };
  return fleet.getState().providers.has(key) ? { kind: 'account', provider: key } : null;
}

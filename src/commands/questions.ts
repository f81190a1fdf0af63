import { consequencesOf, firstFew, isPowerCut, lastTook } from '../format/consequences.ts';
import type { ActionRequest, Deed, Forms, Target } from '../model/action.ts';
import { isTypable } from '../model/text.ts';
import type { FleetState } from '../store/fleet-state.ts';
import type { Question } from '../store/overlay.ts';
import { changeTitle } from './change-words.ts';

export type QuestionOptions = {
  readonly fleet: FleetState;
  /** Whether a reference stands under the configuration's `protected`. */
  readonly isProtected: (ref: string) => boolean;
  readonly forms: (provider: string) => Forms | undefined;
};

/** The question before a deed on one or several targets, as hard as the deed is grave. */
export function questionOf(
  targets: readonly Target[],
  deed: Deed,
  { fleet, isProtected, forms }: QuestionOptions,
): Question {
  const requests = targets.map((target): ActionRequest => ({ target, deed }));
  const tier = tierOf(targets, deed, isProtected);
  return {
    requests,
    title: titleOf(deed, targets),
    tier,
    ...answerTo(tier, targets),
    warnings: firstFew(
      [
        ...targets.flatMap((target) => underWay(target, fleet)),
        ...targets.flatMap((target) => [
          ...consequencesOf(target, deed, forms(target.resource.provider)),
          ...lastTime(target, deed, fleet),
        ]),
      ],
      mostWarnings,
    ),
    stateReadAt: oldestReading(targets, fleet),
  };
}

/** What has to be typed: `y`, the short or the whole name, or how many they are; the id, where no keyboard has the name. */
function answerTo(tier: Question['tier'], targets: readonly Target[]): Pick<Question, 'answer' | 'isById'> {
  const [first] = targets;
  if (tier === 1 || first === undefined) return { answer: 'y' };
  if (targets.length > 1) return { answer: String(targets.length) };
  const { name, id } = first.resource;
  if (!isTypable(name)) return { answer: id, isById: true };
  return { answer: tier === 3 ? name : shortName(name) };
}

/** A question that a changed configuration has made harder since it was asked; null where it stands as it is. */
export function hardened(question: Question, isProtected: QuestionOptions['isProtected']): Question | null {
  const [request] = question.requests;
  if (question.tier !== 1 || request === undefined || 'create' in request) return null;
  const { target } = request;
  return isProtected(target.resource.ref) ? { ...question, tier: 2, ...answerTo(2, [target]) } : null;
}

const mostWarnings = 4;

function tierOf(targets: readonly Target[], deed: Deed, isProtected: (ref: string) => boolean): 1 | 2 | 3 {
  if (deed.verb === 'delete') return 3;
  const isGrave = deed.verb === 'rollback' || isPowerCut(deed, targets[0]);
  return isGrave || targets.length > 1 || targets.some(({ resource }) => isProtected(resource.ref)) ? 2 : 1;
}

/** Up to the first dot: `web-1` of `web-1.example.com`. */
const shortName = (name: string): string => name.split('.')[0] || name;

function titleOf(deed: Deed, targets: readonly Target[]): string {
  const first = targets[0];
  const words = first === undefined || targets.length > 1 ? null : changeTitle(first, deed);
  if (words !== null) return words;
  const verb = deed.verb[0]?.toUpperCase() + deed.verb.slice(1);
  const kind = isPowerCut(deed, targets[0]) ? `${verb} (power cut)` : verb;
  const to = deed.verb === 'rollback' ? ` to ${deed.deploymentId}` : '';
  return targets.length === 1
    ? `${kind} ${targets[0]?.resource.name ?? ''}${to}`
    : `${kind} ${targets.length} targets`;
}

/** What was sent to the same target and has not ended: asked for twice it would be done twice. */
const underWay = ({ resource }: Target, { actions }: FleetState): readonly string[] =>
  [...actions.values()]
    .filter(({ ref, endedAt }) => ref === resource.ref && endedAt === null)
    .map(({ verb, name, message }) => `${verb} of ${name} is under way already: ${message}`);

/** How long the same verb took here the last time, where fleetop saw it through. */
function lastTime({ resource }: Target, deed: Deed, { actions }: FleetState): readonly string[] {
  const before = [...actions.values()].findLast(
    ({ ref, verb, settledMs }) => ref === resource.ref && verb === deed.verb && settledMs !== null,
  );
  if (before === undefined || before.settledMs === null) return [];
  return [lastTook(deed.verb, resource.name, before.settledMs)];
}

function oldestReading(targets: readonly Target[], fleet: FleetState): number | null {
  const times = targets.map(({ kind, resource }) => {
    const lists = fleet.providers.get(resource.provider)?.lists;
    return (kind === 'server' ? lists?.servers : lists?.apps)?.readAt ?? null;
  });
  return times.reduce(
    (oldest, time) => (oldest === null || time === null ? null : Math.min(oldest, time)),
    times[0] ?? null,
  );
}

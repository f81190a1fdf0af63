import type { ActionRequest, OneTimeSecret } from '../model/action.ts';
import type { ActionRecord, FleetEvent } from '../model/fleet-event.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { type ActOptions, act, prepareAction } from './act.ts';
import { defaultDeadlineMs, followAction } from './follow.ts';
import { nameOf, type Present, refOf, verbOf } from './outcome.ts';
import { whyChanged } from './read-present.ts';
import { hideSecrets } from './secrets.ts';
import type { ToldEnds } from './told-ends.ts';
import { inWaves, type WaveOptions, waveSize } from './waves.ts';

export type CarryOutOptions = ActOptions & {
  /** As they are by now: what waits for its turn may outlast a configuration. */
  readonly providers: () => readonly ConnectedProvider[];
  readonly emit: (event: FleetEvent) => void;
  readonly signal: AbortSignal;
  /** Ends that providers tell by themselves. */
  readonly told?: ToldEnds;
};

/**
 * Carries out confirmed actions from the dashboard: each target is read again and must be what it was, then the one
 * request goes out, then it is followed. Several go one first, then in waves; the first failure ends it, unless told
 * otherwise. What a creation tells once goes to `onSecret` and into no event.
 */
export const createCarryOut = (options: CarryOutOptions) => {
  let count = 0;
  return async (
    requests: readonly ActionRequest[],
    { keepGoing }: Pick<WaveOptions, 'keepGoing'>,
    onSecret: (secret: OneTimeSecret) => void,
  ): Promise<void> => {
    const records = requests.map((request) => {
      count += 1;
      return { request, id: `${options.deps.clock.now()}-${count}` };
    });
    if (records.length > 1) {
      const now = options.deps.clock.now();
      const actions = records
        .slice(1)
        .map(({ request, id }) => recordOf(request, id, now, null, 'waiting', 'waits for its turn'));
      options.emit({ type: 'actions-waiting', actions });
    }
    const results = await inWaves(
      records,
      ({ request, id }, isOver) => carryOutOne(request, id, options, isOver, onSecret),
      (phase) => phase === 'done',
      { size: waveSize, keepGoing },
    );
    for (const { target, result } of results)
      if (result === null)
        tell(
          options,
          target.request,
          target.id,
          options.deps.clock.now(),
          'failed',
          'not begun: an earlier one failed',
        );
  };
};

async function carryOutOne(
  request: ActionRequest,
  id: string,
  options: CarryOutOptions,
  isOver: () => boolean,
  onSecret: (secret: OneTimeSecret) => void,
): Promise<ActionRecord['phase']> {
  const { deps, signal } = options;
  const startedAt = deps.clock.now();
  const say = (phase: ActionRecord['phase'], message: string) => {
    tell(options, request, id, startedAt, phase, message);
    return phase;
  };
  const connected = connectedNow(request, options);
  if (typeof connected === 'string') return say('failed', connected);
  say('sending', 'reading its state again');
  const changed = 'create' in request ? null : await whyChanged(connected, request.target, signal);
  if (changed !== null) return say('failed', changed);
  const prepared = await prepareAction(connected, request, signal);
  if (!prepared.ok) return say('failed', prepared.problem.message);
  if (isOver()) return say('failed', 'not begun: an earlier one failed');
  const still = connectedNow(request, options);
  if (typeof still === 'string') return say('failed', still);
  say('sending', 'sent, waiting for the answer');
  const outcome = await act(connected, request, prepared.value, options, signal);
  tellState(options, request, outcome.present);
  if (outcome.type !== 'accepted')
    return say(outcome.type === 'unknown' ? 'unknown' : 'failed', outcome.problem.message);
  const { oneTimeSecret: values, message } = outcome.accepted;
  if (values !== null) onSecret({ provider: providerOf(request), name: nameOf(request), values });
  say('following', hideSecrets(message, Object.values(values ?? {}).map(String)));
  const ending = await followAction(
    connected,
    request,
    outcome.accepted,
    {
      clock: deps.clock,
      deadlineMs: defaultDeadlineMs,
      onProgress: (line) => say('following', line),
      ...(options.told === undefined ? {} : { told: options.told }),
    },
    signal,
  );
  tellState(options, request, ending.resource);
  if (ending.isOverdue) return say('unknown', ending.message);
  return say(ending.ok ? 'done' : 'failed', ending.message);
}

/** So that its row does not show what was before until its list comes again. */
function tellState(options: CarryOutOptions, request: ActionRequest, present: Present): void {
  if ('create' in request || present === null) return;
  if (typeof connectedNow(request, options) === 'string') return;
  const { emit } = options;
  const { kind } = request.target;
  if (kind === 'server' && !('kind' in present))
    emit({ type: 'state-read', target: { kind, resource: present } });
  if (kind === 'app' && 'kind' in present) emit({ type: 'state-read', target: { kind, resource: present } });
}

/** The provider that an action goes to by the configuration as it is now; or why nothing may be sent. */
function connectedNow(
  request: ActionRequest,
  { providers }: Pick<CarryOutOptions, 'providers'>,
): ConnectedProvider | string {
  const name = providerOf(request);
  const connected = providers().find(({ settings }) => settings.name === name);
  if (connected === undefined) return 'there is no such provider any more: nothing was sent';
  const { settings } = connected;
  const { account = settings.account } = 'create' in request ? request : request.target;
  if (account !== settings.account) return `the configuration of ${name} has changed: nothing was sent`;
  return settings.readOnly ? `${name} is read-only: nothing was sent` : connected;
}

const providerOf = (request: ActionRequest): string =>
  'create' in request ? request.provider : request.target.resource.provider;

function tell(
  { emit, deps }: CarryOutOptions,
  request: ActionRequest,
  id: string,
  startedAt: number,
  phase: ActionRecord['phase'],
  message: string,
): void {
  const isOver = phase !== 'sending' && phase !== 'following';
  const endedAt = isOver ? deps.clock.now() : null;
  emit({ type: 'action-changed', action: recordOf(request, id, startedAt, endedAt, phase, message) });
}

const recordOf = (
  request: ActionRequest,
  id: string,
  startedAt: number,
  endedAt: number | null,
  phase: ActionRecord['phase'],
  message: string,
): ActionRecord => ({
  id,
  provider: providerOf(request),
  ref: refOf(request),
  name: nameOf(request),
  verb: verbOf(request),
  startedAt,
  endedAt,
  settledMs: phase === 'done' && endedAt !== null ? endedAt - startedAt : null,
  phase,
  message,
});

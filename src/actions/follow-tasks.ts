import type { LogEvent } from '../model/log-line.ts';
import { type Result, succeed } from '../model/result.ts';
import type { Progress } from '../providers/provider.ts';
import type { Clock } from '../runtime/deps.ts';

/** As the vendor's sample does (CyberPanel docs, "Get Deployment Status"). */
const intervalMs = 10_000;
const mostFailures = 5;

/** Tells how a server's tasks go on while it is set up, an event for each that changes, until it is ready or has failed. */
export async function followTasks(
  read: (signal: AbortSignal) => Promise<Result<Progress>>,
  { clock, onOpen }: { readonly clock: Clock; readonly onOpen: () => void },
  onEvent: (event: LogEvent) => void,
  signal: AbortSignal,
): Promise<Result<void>> {
  const told = new Map<string, string>();
  const tell = (name: string, status: string) => {
    if (told.get(name) === status) return;
    told.set(name, status);
    onEvent({ type: 'event', at: clock.now(), text: `task ${name}: ${status}` });
  };
  for (let failures = 0; !signal.aborted; ) {
    const progress = await read(signal);
    if (signal.aborted) break;
    if (progress.ok) {
      failures = 0;
      onOpen();
      const { state, task, tasks, message } = progress.value;
      for (const { name, status } of tasks) if (status !== 'pending') tell(name, status);
      if (task !== null && !tasks.some(({ name }) => name === task)) tell(task, 'in_progress');
      if (message !== null) onEvent({ type: 'event', at: clock.now(), text: message });
      if (state !== 'running') {
        onEvent({ type: 'done', status: state === 'succeeded' ? 'running' : 'failed' });
        break;
      }
    } else {
      failures += 1;
      if (!progress.problem.retryable || failures === mostFailures) return progress;
    }
    await clock.sleep(intervalMs, signal);
  }
  return succeed(undefined);
}

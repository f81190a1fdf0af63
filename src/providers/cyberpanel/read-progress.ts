import type { z } from 'zod';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { serverStatusOf } from '../../model/status.ts';
import { askedFor } from '../asked-for.ts';
import { readData, readDataAs } from '../envelope.ts';
import { errorSentence } from '../error-sentence.ts';
import type { Progress } from '../provider.ts';
import type { CyberPanelClient } from './client.ts';
import { deployment, deploymentTask } from './schema.ts';

type Deployment = z.infer<typeof deployment>;

const what = 'the deployment';

/** How far a VPS is that was created. (Vendor docs, "Get Deployment Status".) */
export async function readProgress(
  client: CyberPanelClient,
  provider: string,
  id: string,
  signal: AbortSignal,
): Promise<Result<Progress>> {
  const reply = await client.deploymentReply(id, signal);
  if (!reply.ok) return reply;
  const data = askedFor(readData(reply, what, provider), id, provider, 'vps_id');
  if (!data.ok) return data;
  const raw = readDataAs(deployment, data, what, provider);
  if (!raw.ok) return raw;
  if (raw.value.deployment_status === null && raw.value.is_ready === null)
    return fail(problem('protocol', `answered ${what} in a shape we don't know: no status`, { provider }));
  const progress = toProgress(raw.value);
  const said = errorSentence(data.value) ?? errorSentence(reply.value.body);
  return succeed({ ...progress, message: progress.state === 'failed' ? said : null });
}

function toProgress(raw: Deployment): Omit<Progress, 'message'> {
  const tasks = (raw.tasks ?? []).flatMap((row) => {
    const task = deploymentTask.safeParse(row).data;
    return task === undefined ? [] : [{ name: task.name, status: task.status ?? '' }];
  });
  const state = stateOf(raw, tasks);
  const known = raw.progress_percent ?? shareOfTasks(raw) ?? (state === 'succeeded' ? 100 : null);
  return {
    state,
    percent: known === null ? null : Math.min(100, Math.max(0, known)),
    task: raw.current_task ?? tasks.find(hasFailed)?.name ?? null,
    tasks,
  };
}

/** What a failed deployment answers is not documented: any word of failure will do, unless the VPS is ready. */
function stateOf(raw: Deployment, tasks: Progress['tasks']): Progress['state'] {
  const word = raw.deployment_status ?? '';
  if (failing.test(word)) return 'failed';
  if (raw.is_ready === true || done.has(word.toLowerCase())) return 'succeeded';
  return tasks.some(hasFailed) || serverStatusOf(raw.vps_status ?? '') === 'error' ? 'failed' : 'running';
}

const failing = /fail|error/i;

const done: ReadonlySet<string> = new Set(['completed', 'complete', 'succeeded', 'success']);

const hasFailed = ({ status }: Progress['tasks'][number]): boolean => failing.test(status);

const shareOfTasks = (raw: Deployment): number | null =>
  raw.tasks_completed === null || raw.tasks_total === null || raw.tasks_total <= 0
    ? null
    : (raw.tasks_completed / raw.tasks_total) * 100;

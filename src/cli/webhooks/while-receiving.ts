import { createToldEnds, type ToldEnds } from '../../actions/told-ends.ts';
import { openReceiver } from '../../webhooks/open-receiver.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';

/**
 * Does something while webhooks are received. Where they cannot be (as where a dashboard has the port) it is done without:
 * ends are then found by asking, and `--verbose` says why.
 */
export async function whileReceiving<T>(
  context: Context,
  { config, providers }: Session,
  work: (told?: ToldEnds) => Promise<T>,
): Promise<T> {
  const { webhooks } = config;
  if (webhooks === null) return work();
  // What is done here is told to this receiver, or the fields name another one.
  const desk = createToldEnds(() => true);
  const opened = await openReceiver(webhooks, providers, { clock: context.world.clock, onEvent: desk.take });
  if (!opened.ok) {
    if (context.options.verbose === true) context.say(`${opened.problem.message}: going on without`);
    return work();
  }
  context.world.defer(opened.value.close);
  try {
    return await work(desk);
  } finally {
    opened.value.close();
  }
}

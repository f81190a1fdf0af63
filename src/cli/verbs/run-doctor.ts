import type { StatusTone } from '../../format/status.ts';
import { plainText } from '../../model/text.ts';
import { createPaint } from '../colour.ts';
import { ConfigError, configProblemLine } from '../config-error.ts';
import type { Context } from '../context.ts';
import { type Check, failed } from '../doctor/check.ts';
import { checkConfig } from '../doctor/check-config.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkProvider } from '../doctor/check-provider.ts';
import { checkSsh } from '../doctor/check-ssh.ts';
import { checkWebhooks } from '../doctor/check-webhooks.ts';
import { createClockWatch } from '../doctor/watch-clock.ts';
import { openSession } from '../open-session.ts';
import type { Run } from '../verb.ts';

export const runDoctor: Run<Record<never, never>> = async (context) => {
  const checks = [...checkMachine(context.world), ...(await checkFleet(context))];
  if (context.options.json === true) context.printJson({ checks });
  else context.print(checks.flatMap((check) => checkLines(check, context)));
  return checks.some((check) => check.status === 'fail') ? 1 : 0;
};

async function checkFleet(context: Context): Promise<readonly Check[]> {
  const clock = createClockWatch(context.world.clock);
  try {
    const { config, providers } = await openSession(context, { wrapFetch: clock.wrap, onNotice: () => {} });
    const checked = await Promise.all(
      providers.map((connected) =>
        checkProvider(connected, () => clock.read(connected.settings.name), context.world.signal),
      ),
    );
    const receiver = await checkWebhooks(config.webhooks, providers, context.world.clock);
    return [
      ...checkConfig(config, context.options.demo === true),
      ...(await checkSsh(config.ssh)),
      ...checked.flat(),
      ...receiver,
    ];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((found) =>
      failed('config', configProblemLine(found), 'correct it, then run fleetop config check'),
    );
  }
}

const tones: Readonly<Record<Check['status'], StatusTone>> = { ok: 'good', warn: 'busy', fail: 'bad' };

const checkLines = ({ id, status, message, hint }: Check, context: Context): readonly string[] => {
  const word = createPaint(context)(status.padEnd(4), tones[status]);
  const line = `${word}  ${id}: ${plainText(message)}`;
  return hint === null ? [line] : [line, `      ${plainText(hint)}`];
};

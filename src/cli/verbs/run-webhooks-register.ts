import { ownSecretFor } from '../../webhooks/addresses.ts';
import { publicUrlFor, readSecret } from '../../webhooks/open-receiver.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { carryOut, type Job, rehearse } from '../action/carry-out.ts';
import { hasAsked, openActions } from '../action/open-actions.ts';
import { printDryRun, printReports } from '../action/print-reports.ts';
import { exitCodeOfReports, isUsage, type Report, refusal } from '../action/report.ts';
import { findProvider } from '../find-provider.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';
import { configuredWebhooks } from '../webhooks/configured-webhooks.ts';
import { whileReceiving } from '../webhooks/while-receiving.ts';

/**
 * Tells a provider the receiver's address. Its way of signing is not known, so it gets a secret of its own: what others sign
 * with stays between them and us. Providers test the address at once, so it is listened to meanwhile.
 */
export const runRegister: Run<ActionOptions> = async (context, options, [name = '']) => {
  const opened = await openActions(context, options, [`${name}/`]);
  const { session } = opened;
  const connected = findProvider(session, name);
  const settings = configuredWebhooks(session.config);
  if (connected.provider.forms?.create.webhook === undefined)
    throw new UsageError(whyNoRegistration(connected), 'unsupported');
  const subject = { target: null, name };
  const finish = (report: Report) => {
    const { problem: why } = report;
    if (why !== null && isUsage(why) && !hasAsked(session)) throw new UsageError(why.message);
    printReports(context, [report], false);
    return exitCodeOfReports([report]);
  };
  const secret = await readSecret(settings);
  if (!secret.ok) throw new UsageError(secret.problem.message, 'config');
  const own = ownSecretFor(secret.value, name);
  context.world.noteSecret(own);
  const fields = { url: publicUrlFor(settings, secret.value, name), secret: own };
  const job: Job = {
    action: 'register',
    subject,
    connected,
    request: { create: 'webhook', provider: name, fields },
  };
  if (opened.dryRun === null)
    return finish(await whileReceiving(context, session, () => carryOut(context, options, opened, job)));
  const rehearsed = await rehearse(opened, job, context.world.signal);
  if ('problem' in rehearsed) return finish(refusal('register', subject, rehearsed.problem));
  printDryRun(context, rehearsed.requests);
  return 0;
};

const whyNoRegistration = ({ title, provider }: ReturnType<typeof findProvider>): string =>
  provider.webhooks === undefined
    ? `${title} has no webhooks`
    : `${title} is told the address with each creation of a server: there is nothing to register`;

import type { ToldEnds } from '../../actions/told-ends.ts';
import type { CreatableKind, FieldSpec } from '../../model/action.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import { addToCreation } from '../../webhooks/add-to-creation.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { carryOut, type Job, rehearse } from '../action/carry-out.ts';
import { hasAsked, openActions } from '../action/open-actions.ts';
import { printCreation, printDryRun } from '../action/print-reports.ts';
import { readValues } from '../action/read-values.ts';
import { exitCodeOfReports, isUsage, type Report, refusal } from '../action/report.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { findProvider } from '../find-provider.ts';
import { openSession } from '../open-session.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';
import { whileReceiving } from '../webhooks/while-receiving.ts';

export type CreateOptions = ActionOptions & {
  readonly set?: readonly string[];
  readonly help?: boolean;
};

export const runCreate =
  (kind: CreatableKind, helpText: () => string): Run<CreateOptions> =>
  async (context, options, [name]) => {
    if (options.help === true) return printHelp(context, kind, name, helpText());
    if (name === undefined) throw new UsageError(`create ${kind} wants the name of a provider`);
    const opened = await openActions(context, options, [`${name}/`]);
    const connected = findProvider(opened.session, name);
    fieldsOf(connected, kind);
    const fields = await readValues(options.set ?? [], context.world);
    const subject = { target: null, name: fields['name'] ?? fields['hostname'] ?? kind };
    const { webhooks } = opened.session.config;
    const typed = { create: kind, provider: connected.settings.name, fields };
    const added = await addToCreation(typed, connected, webhooks);
    if (!added.ok) {
      printCreation(context, refusal('create', subject, added.problem));
      return 2;
    }
    const job: Job = {
      action: 'create',
      subject,
      connected,
      request: added.value,
    };
    const finish = (report: Report): ExitCode => {
      const { problem: why } = report;
      if (why !== null && isUsage(why) && why.code !== 'config' && !hasAsked(opened.session))
        throw new UsageError(why.message, why.code === 'unsupported' ? 'unsupported' : 'usage');
      printCreation(context, report);
      return exitCodeOfReports([report]);
    };
    if (opened.dryRun === null) {
      const create = (told?: ToldEnds) =>
        carryOut(context, options, told === undefined ? opened : { ...opened, told }, job);
      return finish(
        options.wait === true && added.value !== typed
          ? await whileReceiving(context, opened.session, create)
          : await create(),
      );
    }
    const rehearsed = await rehearse(opened, job, context.world.signal);
    if ('problem' in rehearsed) return finish(refusal('create', job.subject, rehearsed.problem));
    printDryRun(context, rehearsed.requests);
    return 0;
  };

/** What may be set; throws where the provider can create nothing of the kind. */
function fieldsOf({ provider, title }: ConnectedProvider, kind: CreatableKind): readonly FieldSpec[] {
  const fields = provider.forms?.create[kind];
  if (fields !== undefined) return fields;
  const others = Object.keys(provider.forms?.create ?? {}).filter((other) => other !== 'webhook');
  const can = others.length === 0 ? '' : `: only ${others.join(', ')}`;
  throw new UsageError(`${title} has no create ${kind}${can}`, 'unsupported');
}

async function printHelp(
  context: Context,
  kind: CreatableKind,
  name: string | undefined,
  helpText: string,
): Promise<ExitCode> {
  if (name === undefined) {
    context.world.stdout.write(helpText);
    return 0;
  }
  const connected = findProvider(await openSession(context), name);
  const fields = fieldsOf(connected, kind);
  if (context.options.json === true) {
    context.printJson({
      fields: fields.map(({ name: field, isRequired, isSecret, hint }) => ({
        name: field,
        required: isRequired,
        secret: isSecret,
        hint,
      })),
    });
    return 0;
  }
  const width = Math.max(...fields.map((field) => field.name.length));
  context.world.stdout.write(`${helpText}\n`);
  context.print([
    `What ${connected.title} takes with --set:`,
    ...fields.map(
      (field) =>
        `  ${field.name.padEnd(width)}  ${field.isRequired ? 'required' : 'optional'}  ${field.hint}${field.isSecret ? ' (secret: best by @FILE or -)' : ''}`,
    ),
  ]);
  return 0;
}

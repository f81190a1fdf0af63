import type { Accepted, ActionRequest } from '../../../src/model/action.ts';
import { isJsonObject } from '../../../src/model/json.ts';
import { problem } from '../../../src/model/problem.ts';
import { fail, type Result, succeed } from '../../../src/model/result.ts';
import { errorSentence } from '../../../src/providers/error-sentence.ts';
import type { Prepared } from '../../../src/providers/provider.ts';
import { paths } from './client.ts';

/** An action as its one request; nothing is sent here. */
export function prepare(request: ActionRequest, provider: string): Result<Prepared> {
  const unsupported = (message: string) => fail(problem('unsupported', message, { provider }));
  if ('create' in request) return unsupported(`Tinyhost's API cannot create a ${request.create}`);
  const { target, deed } = request;
  if (deed.verb !== 'start' && deed.verb !== 'stop' && deed.verb !== 'reboot')
    return unsupported(`Tinyhost's API has no ${deed.verb}`);
  return succeed({
    request: { method: 'POST', path: paths.power(target.resource.id), body: { action: deed.verb } },
    fallback: null,
    read: readAccepted(`${deed.verb} initiated`),
  });
}

/** `{"message":"reboot queued"}`; `ours` where no message is. */
const readAccepted =
  (ours: string) =>
  (body: unknown): Accepted => ({
    message: (isJsonObject(body) ? errorSentence(body) : null) ?? ours,
    deploymentId: null,
    actionId: null,
    status: null,
    created: null,
    oneTimeSecret: null,
  });

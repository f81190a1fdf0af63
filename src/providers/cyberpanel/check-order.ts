import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { whyNotListed } from '../check-listed.ts';
import type { CyberPanelClient } from './client.ts';

/** Plan, location and template of a creation have to be on offer. (Vendor docs, "List Plans" and the two after it.) */
export async function checkOrder(
  body: JsonObject,
  client: CyberPanelClient,
  provider: string,
  signal: AbortSignal,
): Promise<Result<JsonObject>> {
  const [plans, locations, templates] = await Promise.all([
    client.plans(signal),
    client.locations(signal),
    client.templates(signal),
  ]);
  const wrong = whyNotListed([
    { name: 'plan_id', value: body['plan_id'], rows: listIn(plans, 'plans'), key: 'id' },
    {
      name: 'location_code',
      value: body['location_code'],
      rows: listIn(locations, 'locations'),
      key: 'code',
    },
    { name: 'template_id', value: body['template_id'], rows: listIn(templates, 'templates'), key: 'id' },
  ]);
  return wrong === null ? succeed(body) : fail(problem('invalid', wrong, { provider }));
}

const listIn = (reply: Result<JsonValue>, name: string): JsonValue | null =>
  reply.ok && isJsonObject(reply.value) ? (reply.value[name] ?? null) : null;

import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Result } from '../model/result.ts';

/** Reads that belong to a resource, under their names: one that fails becomes `{"error": message}`. */
export async function gatherRelated(
  reads: Readonly<Record<string, Promise<Result<JsonValue>>>>,
): Promise<JsonObject> {
  const entries = Object.entries(reads).map(
    async ([name, read]) => [name, relatedValue(await read)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** A related read as it stands in `details`. */
export const relatedValue = (result: Result<JsonValue>): JsonValue =>
  result.ok ? result.value : { error: result.problem.message };

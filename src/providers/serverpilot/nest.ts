import type { JsonObject, JsonValue } from '../../model/json.ts';

/** Fields with a dot as objects: `{"user.name": "joe"}` → `{"user": {"name": "joe"}}`. */
export function nest(flat: JsonObject): JsonObject {
  const objects = new Map<string, Record<string, JsonValue>>();
  const nested: Record<string, JsonValue> = {};
  for (const [path, value] of Object.entries(flat)) {
    const [outer = path, inner] = path.split('.');
    if (inner === undefined) {
      nested[outer] = value;
      continue;
    }
    const object = objects.get(outer) ?? {};
    object[inner] = value;
    objects.set(outer, object);
    nested[outer] = object;
  }
  return nested;
}

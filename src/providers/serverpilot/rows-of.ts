import { isJsonObject, type JsonValue, jsonWord } from '../../model/json.ts';
import { mapResult, type Result } from '../../model/result.ts';

/** Of a whole list the rows that belong to one resource: `rowsOf(apps, 'serverid', id)`. */
export const rowsOf = async (
  list: Promise<Result<JsonValue>>,
  field: string,
  id: string,
): Promise<Result<JsonValue>> =>
  mapResult(await list, (rows) =>
    Array.isArray(rows) ? rows.filter((row) => isJsonObject(row) && jsonWord(row[field]) === id) : rows,
  );

import type { JsonObject, JsonValue } from '../core/index.ts';

/**
 * JSON with a space after commas and colons, as Python's `json.dumps(ensure_ascii=False)` and the `tojson` of chat
 * templates write it, so that text in a sample equals the text a template would make of it.
 */
export function toPythonJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(toPythonJson).join(', ')}]`;
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${toPythonJson(inner)}`);
  return `{${members.join(', ')}}`;
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

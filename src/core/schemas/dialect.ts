import type { JsonValue } from '../text/json.ts';
import { isObject, member } from '../text/json.ts';
import type { SchemaDialect, ToolFormat } from './tool.ts';

const DRAFTS: readonly (readonly [RegExp, SchemaDialect])[] = [
  [/json-schema\.org\/draft-04\//, 'draft-04'],
  [/json-schema\.org\/draft-06\//, 'draft-06'],
  [/json-schema\.org\/draft-07\//, 'draft-07'],
  [/json-schema\.org\/draft\/2019-09\//, '2019-09'],
  [/json-schema\.org\/draft\/2020-12\//, '2020-12'],
];

/** The dialect that `$schema` names, looked for in a schema and then in its file; 2020-12 where it is absent. */
export function getDialect(
  format: ToolFormat | undefined,
  schema: JsonValue | undefined,
  file: JsonValue | undefined,
): SchemaDialect {
  // OpenAPI before 3.1 has a dialect of its own: its `nullable` and boolean bounds are rewritten to draft-07.
  if (format === 'openapi-3.0' || format === 'swagger-2.0') return 'draft-07';
  return named(schema, '$schema') ?? named(file, '$schema') ?? named(file, 'jsonSchemaDialect') ?? '2020-12';
}

function named(value: JsonValue | undefined, key: string): SchemaDialect | undefined {
  const address = isObject(value) ? member(value, key) : undefined;
  return typeof address === 'string' ? DRAFTS.find(([pattern]) => pattern.test(address))?.[1] : undefined;
}

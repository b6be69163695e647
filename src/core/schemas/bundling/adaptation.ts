import type { JsonObject, JsonValue } from '../../text/json.ts';
import { isList } from '../../text/json.ts';
import { appliesInPlace } from '../keywords.ts';
import type { SchemaDialect } from '../tool.ts';

/** A schema while it is being copied. */
export type SchemaDraft = Record<string, JsonValue>;

/** `nullable` of OpenAPI 3.0 (and the `x-nullable` of older exporters), said in JSON Schema's words. */
export function withNull(schema: SchemaDraft): JsonObject {
  const { nullable, 'x-nullable': vendor } = schema;
  if (nullable === undefined && vendor === undefined) return schema;
  const { nullable: _, 'x-nullable': __, ...rest } = schema;
  if (isWrapped(schema)) return { anyOf: [rest, { type: 'null' }] };
  if ((nullable !== true && vendor !== true) || rest.type === undefined) return rest;
  const types = isList(rest.type) ? rest.type : [rest.type];
  const values = isList(rest.enum) && !rest.enum.includes(null) ? { enum: [...rest.enum, null] } : {};
  return { ...rest, type: types.includes('null') ? types : [...types, 'null'], ...values };
}

/** True for a nullable schema that names no type: it becomes the first branch of an `anyOf`. */
export function isWrapped(schema: SchemaDraft): boolean {
  if ((schema.nullable !== true && schema['x-nullable'] !== true) || schema.type !== undefined) return false;
  return Object.keys(schema).some((keyword) => keyword === '$ref' || appliesInPlace(keyword));
}

/** Bounds are boolean in draft-04 and OpenAPI 3.0, numbers since: each dialect gets its own way of saying it. */
export function withDialectBounds(schema: SchemaDraft, dialect: SchemaDialect): SchemaDraft {
  for (const [bound, exclusive] of BOUNDS) {
    const value = schema[exclusive];
    if (value === undefined) continue;
    const limit = schema[bound];
    if (dialect === 'draft-04') {
      if (typeof value === 'number') Object.assign(schema, { [bound]: value, [exclusive]: true });
    } else if (typeof value === 'boolean') {
      delete schema[exclusive];
      if (!value || limit === undefined) continue;
      delete schema[bound];
      schema[exclusive] = limit;
    }
  }
  return schema;
}

const BOUNDS = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const;

import type { JsonObject, JsonSchema, JsonValue } from '../../core/index.ts';

/** JSON types of non-standard type names. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'string',
  str: 'string',
  text: 'string',
  char: 'string',
  date: 'string',
  integer: 'integer',
  int: 'integer',
  long: 'integer',
  number: 'number',
  float: 'number',
  double: 'number',
  decimal: 'number',
  boolean: 'boolean',
  bool: 'boolean',
  array: 'array',
  list: 'array',
  tuple: 'array',
  set: 'array',
  object: 'object',
  dict: 'object',
  map: 'object',
  null: 'null',
  none: 'null',
};

const TYPE_BY_KEYWORD: readonly (readonly [keyword: string, type: string])[] = [
  ['properties', 'object'],
  ['additionalProperties', 'object'],
  ['items', 'array'],
  ['prefixItems', 'array'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['multipleOf', 'number'],
];

/** The one JSON type to make a value of: the first that is not null; guessed from the keywords where none is said. */
export function getType(schema: JsonObject): string {
  const listed = Array.isArray(schema.type) ? (schema.type as readonly JsonValue[]) : [schema.type];
  const types = listed.flatMap((name) => (typeof name === 'string' ? [TYPE_NAMES[name.toLowerCase()] ?? 'any'] : []));
  const said = types.find((type) => type !== 'null' && type !== 'any') ?? types.find((type) => type === 'null');
  if (said !== undefined) return said;
  const [member] = Array.isArray(schema.enum) ? (schema.enum as readonly JsonValue[]) : [];
  if (member !== undefined) return getTypeOfValue(member);
  return TYPE_BY_KEYWORD.find(([keyword]) => keyword in schema)?.[1] ?? 'string';
}

function getTypeOfValue(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/**
 * A schema with its references followed and its combinations merged: all of `allOf`, and one branch of `oneOf` or
 * `anyOf`, the first that is not null by default. Good enough to generate a value, not to validate one.
 */
export function resolveSchema(schema: JsonSchema, root: JsonSchema, branch: number, depth = 0): JsonObject {
  if (typeof schema === 'boolean' || depth > 16) return {};
  let merged: JsonObject = schema;
  if (typeof schema.$ref === 'string') {
    const { $ref, ...beside } = schema;
    merged = merge(resolveSchema(target($ref as string, root), root, branch, depth + 1), beside);
  }
  for (const part of getSchemas(merged.allOf)) merged = merge(merged, resolveSchema(part, root, branch, depth + 1));
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const options = getSchemas(merged[keyword]).filter((option) => !isNull(option));
    const option = options[branch % Math.max(1, options.length)];
    if (option === undefined) continue;
    const { [keyword]: _, ...rest } = merged;
    merged = merge(rest, resolveSchema(option, root, branch, depth + 1));
  }
  return merged;
}

/** A union of two objects' demands: properties and required names add up, of the rest the later wins. */
function merge(base: JsonObject, added: JsonObject): JsonObject {
  const both = { ...base, ...added };
  const properties = { ...getObject(base.properties), ...getObject(added.properties) };
  const required = [...new Set([...getList(base.required), ...getList(added.required)])];
  return {
    ...both,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function target(reference: string, root: JsonSchema): JsonSchema {
  if (!reference.startsWith('#')) return {};
  let node: JsonValue = root;
  for (const token of reference.slice(1).split('/').slice(1)) {
    const key = decodeToken(token);
    const next: JsonValue | undefined = Array.isArray(node)
      ? (node as readonly JsonValue[])[Number(key)]
      : getObject(node)[key];
    if (next === undefined) return {};
    node = next;
  }
  return typeof node === 'boolean' ? node : getObject(node);
}

function decodeToken(token: string): string {
  const plain = token.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function isNull(schema: JsonSchema): boolean {
  return typeof schema === 'object' && schema.type === 'null';
}

function getSchemas(value: JsonValue | undefined): readonly JsonSchema[] {
  return Array.isArray(value) ? (value as readonly JsonSchema[]) : [];
}

function getList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function getObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

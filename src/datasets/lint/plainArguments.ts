import { isObject, type JsonObject, type JsonValue } from '../../core/index.ts';

/** Keywords that do not restrict a value. */
const ANNOTATIONS = ['title', 'description', 'default', 'examples'] as const;

const NUMBER_BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

const VALUE_KEYWORDS: ReadonlySet<string> = new Set([
  ...ANNOTATIONS,
  ...NUMBER_BOUNDS,
  'type',
  'enum',
  'items',
  'maxLength',
]);
/** `additionalProperties` is about names that are not in `properties`, and arguments with such names do not fit. */
const OBJECT_KEYWORDS: ReadonlySet<string> = new Set([
  ...ANNOTATIONS,
  'type',
  'properties',
  'required',
  'additionalProperties',
]);

/**
 * True for arguments that fit the parameters of a tool at first sight: simple types and lists of values only. False says
 * nothing: these arguments need a validator, which takes a hundred times as long to make as such a row to read.
 */
export function fitsPlainly(definition: JsonObject, values: JsonObject): boolean {
  const { parameters } = definition;
  return isObject(parameters) && fitsObject(parameters, values);
}

function fitsObject(schema: JsonObject, values: JsonObject): boolean {
  const { type, properties, required } = schema;
  if (type !== 'object' || !isObject(properties) || !hasOnly(schema, OBJECT_KEYWORDS)) return false;
  if (required !== undefined && !(Array.isArray(required) && required.every((name) => Object.hasOwn(values, name)))) {
    return false;
  }
  for (const name in values) {
    if (!Object.hasOwn(properties, name) || !fitsValue(properties[name], values[name])) return false;
  }
  return true;
}

function fitsValue(schema: JsonValue | undefined, value: JsonValue | undefined): boolean {
  if (!isObject(schema) || value === undefined) return false;
  if (schema.type === 'object') return isObject(value) && fitsObject(schema, value);
  if (!hasOnly(schema, VALUE_KEYWORDS)) return false;
  const { enum: values } = schema;
  if (values !== undefined) return Array.isArray(values) && values.includes(value) && hasListedType(schema, value);
  return hasType(schema, value);
}

/** A value of an enumeration, which may leave its type to its values. */
function hasListedType(schema: JsonObject, value: JsonValue): boolean {
  return schema.type === undefined ? typeof value === 'string' && !hasBounds(schema) : hasType(schema, value);
}

function hasBounds({ maxLength, items, ...others }: JsonObject): boolean {
  return maxLength !== undefined || items !== undefined || NUMBER_BOUNDS.some((bound) => others[bound] !== undefined);
}

function hasType(schema: JsonObject, value: JsonValue): boolean {
  const { type, items, maxLength } = schema;
  if ((type === 'array') !== (items !== undefined) || (maxLength !== undefined && type !== 'string')) return false;
  switch (type) {
    case 'string':
      return typeof value === 'string' && isAtMost(value.length, maxLength);
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
    case 'integer':
      return typeof value === 'number' && (type === 'number' || Number.isInteger(value)) && isWithin(schema, value);
    case 'array':
      return Array.isArray(value) && value.every((item: JsonValue) => fitsValue(items, item));
    default:
      return false;
  }
}

/** Bounds that are no numbers, as in old drafts, are left to the validator. */
function isWithin(schema: JsonObject, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  return (
    isAtMost(value, maximum) &&
    (minimum === undefined || (typeof minimum === 'number' && value >= minimum)) &&
    (exclusiveMaximum === undefined || (typeof exclusiveMaximum === 'number' && value < exclusiveMaximum)) &&
    (exclusiveMinimum === undefined || (typeof exclusiveMinimum === 'number' && value > exclusiveMinimum))
  );
}

/** A text has at most as many characters as it has UTF-16 units. */
function isAtMost(value: number, limit: JsonValue | undefined): boolean {
  return limit === undefined || (typeof limit === 'number' && value <= limit);
}

function hasOnly(schema: JsonObject, keywords: ReadonlySet<string>): boolean {
  for (const keyword in schema) if (!keywords.has(keyword)) return false;
  return true;
}

import type { JsonObject, JsonValue, ValuePath } from '../../text/json.ts';
import { isList, isObject } from '../../text/json.ts';
import { appendPointer, getStrings } from '../../text/jsonPointer.ts';
import { getSchemaPointer } from '../bundling/links.ts';
import { createShapeLookup, type ObjectShape } from '../objectShape.ts';
import type { ArgumentProblem } from '../tool.ts';

/** The names in a tool's arguments that its schema does not list. */
export type NameCheck = (values: JsonObject) => readonly ArgumentProblem[];

/**
 * Finds names that a schema does not list although it leaves its objects open: JSON Schema allows them, but an author
 * of examples has mistyped a name far more often than meant a new one.
 */
export function createNameCheck(root: JsonObject): NameCheck {
  const shapeOf = createShapeLookup(root);
  const top = shapeOf(root);
  return (values) => {
    if (isListed(values, top, shapeOf, top.othersAllowed)) return NONE;
    const problems: ArgumentProblem[] = [];
    collect(values, [top], shapeOf, [], problems);
    return problems;
  };
}

/**
 * True if the schema itself refuses every name it does not list: it is closed, and its properties are not objects. Most
 * tools are of this kind, and what their schema accepts need not be looked at again.
 */
export function isClosed(root: JsonObject): boolean {
  const { $ref, properties, additionalProperties, patternProperties } = root;
  // Older dialects ignore everything that is beside a reference.
  if ($ref !== undefined || additionalProperties !== false || patternProperties !== undefined) return false;
  if (!isObject(properties)) return false;
  return Object.values(properties).every((schema) => isObject(schema) && holdsNoObject(schema));
}

/** True for what only takes text, numbers and literals. */
function holdsNoObject({ $ref, type, enum: choices }: JsonObject): boolean {
  if ($ref !== undefined) return false;
  if (isList(choices)) return choices.every((choice) => typeof choice !== 'object' || choice === null);
  const types = isList(type) ? type : [type];
  return types.every((one) => typeof one === 'string' && one !== 'object' && one !== 'array');
}

type Shapes = (schema: JsonObject) => ObjectShape;

const NONE: readonly ArgumentProblem[] = [];

/**
 * The quick way for nearly all calls, which makes nothing: true if every name is listed. False where it takes a closer
 * look to know, as where several schemas describe one value.
 */
function isListed(values: JsonObject, shape: ObjectShape, shapeOf: Shapes, open: boolean): boolean {
  for (const name in values) {
    const schemas = shape.properties.get(name);
    if (schemas === undefined) {
      if (!open) return false;
      continue;
    }
    const value = values[name];
    if (typeof value !== 'object' || value === null || schemas.length === 0) continue;
    const [schema] = schemas;
    if (schema === undefined || schemas.length > 1 || !holdsListed(value, shapeOf(schema), shapeOf)) return false;
  }
  return true;
}

function holdsListed(value: JsonObject | readonly JsonValue[], shape: ObjectShape, shapeOf: Shapes): boolean {
  if (!isList(value)) return isListed(value, shape, shapeOf, shape.othersAllowed || shape.properties.size === 0);
  const [schema] = shape.items;
  if (schema === undefined) return true;
  const items = shape.items.length > 1 ? undefined : shapeOf(schema);
  for (const item of value) {
    if (typeof item !== 'object' || item === null) continue;
    if (items === undefined || !holdsListed(item, items, shapeOf)) return false;
  }
  return true;
}

function collect(
  value: JsonValue,
  shapes: readonly ObjectShape[],
  shapeOf: Shapes,
  path: ValuePath,
  problems: ArgumentProblem[],
): void {
  if (shapes.length === 0) return;
  if (isList(value)) {
    const items = shapes.flatMap((shape) => shape.items.map(shapeOf));
    for (const [index, item] of value.entries()) collect(item, items, shapeOf, [...path, index], problems);
    return;
  }
  if (!isObject(value)) return;
  const nested = path.length > 0;
  const listing = shapes.find((shape) => shape.properties.size > 0);
  const open = shapes.some((shape) => shape.othersAllowed) || (nested && listing === undefined);
  for (const [name, inner] of Object.entries(value)) {
    const schemas = shapes.flatMap((shape) => shape.properties.get(name) ?? []);
    const known = shapes.some((shape) => shape.properties.has(name) || requiresUnlisted(shape, name));
    if (known) collect(inner, schemas.map(shapeOf), shapeOf, [...path, name], problems);
    else if (!open) problems.push(unlisted(listing ?? shapes[0], [...path, name], nested));
  }
}

/** A schema that lists no properties declares those that it requires. */
function requiresUnlisted({ properties, schema }: ObjectShape, name: string): boolean {
  return properties.size === 0 && getStrings(schema.required).includes(name);
}

function unlisted(shape: ObjectShape | undefined, path: ValuePath, nested: boolean): ArgumentProblem {
  const schema = shape?.schema ?? {};
  const schemaPointer = appendPointer(getSchemaPointer(schema), 'properties');
  return { kind: 'unknown', path, keyword: 'properties', schemaPointer, schema, ...(nested ? { open: true } : {}) };
}

import { getAppliedSchemas, isObject, type JsonObject, type JsonValue } from '../../core/index.ts';

/** What the schema of a value says as far as values are compared: everything that applies to it, taken together. */
export interface ValueSchema {
  readonly format: string | undefined;
  readonly isUnordered: boolean;
  /** Undefined if the schema has no default. */
  readonly defaultValue: JsonValue | undefined;
  readonly allowsNull: boolean;
  /** False for what no schema declares: an unknown tool, or a parameter that it does not list. */
  readonly isDeclared: boolean;
  property(name: string): ValueSchema;
  item(index: number): ValueSchema;
}

/** For values that no schema declares. */
export const UNDECLARED: ValueSchema = {
  format: undefined,
  isUnordered: false,
  defaultValue: undefined,
  allowsNull: false,
  isDeclared: false,
  property: () => UNDECLARED,
  item: () => UNDECLARED,
};

const known = new WeakMap<JsonObject, ValueSchema>();

/** The schema of a tool's arguments. Remembered, since every call of a tool is compared with it. */
export function toValueSchema(root: JsonObject | undefined): ValueSchema {
  if (root === undefined) return UNDECLARED;
  const found = known.get(root) ?? createValueSchema([root], root);
  known.set(root, found);
  return found;
}

function createValueSchema(schemas: readonly JsonObject[], root: JsonObject): ValueSchema {
  if (schemas.length === 0) return UNDECLARED;
  const all = getAppliedSchemas(schemas, root);
  const properties = new Map<string, ValueSchema>();
  const items = new Map<number, ValueSchema>();
  return {
    format: all.map(({ format }) => format).find((format) => typeof format === 'string'),
    isUnordered: all.some(({ uniqueItems }) => uniqueItems === true),
    defaultValue: all.find((schema) => Object.hasOwn(schema, 'default'))?.default,
    allowsNull: allowsNull(all),
    isDeclared: true,
    property: (name) => remember(properties, name, () => createValueSchema(getProperty(all, name), root)),
    item: (index) => remember(items, index, () => createValueSchema(getItem(all, index), root)),
  };
}

/** Arrays of a thousand items and objects with any names do not make the memory grow. */
const MAX_COUNT = 1000;

function remember<Key>(map: Map<Key, ValueSchema>, key: Key, create: () => ValueSchema): ValueSchema {
  const found = map.get(key) ?? create();
  if (map.size < MAX_COUNT) map.set(key, found);
  return found;
}

function getProperty(all: readonly JsonObject[], name: string): readonly JsonObject[] {
  const listed = all.flatMap(({ properties }) => {
    const schema = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isObject(schema) ? [schema] : schema === true ? [{}] : [];
  });
  if (listed.length > 0) return listed;
  return all.flatMap(({ additionalProperties: others }) => (isObject(others) ? [others] : []));
}

function getItem(all: readonly JsonObject[], index: number): readonly JsonObject[] {
  return all.flatMap(({ items, prefixItems, additionalItems }) => {
    const prefix = isList(prefixItems) ? prefixItems : isList(items) ? items : [];
    const rest = isList(items) ? additionalItems : items;
    const schema = index < prefix.length ? prefix[index] : rest;
    return isObject(schema) ? [schema] : [];
  });
}

/** As JSON Schema has it: null is allowed unless something that applies to every value refuses it. */
function allowsNull(all: readonly JsonObject[]): boolean {
  const speaking = all.filter(({ type, enum: values, nullable }) =>
    [type, values, nullable].some((said) => said !== undefined),
  );
  return speaking.length === 0 || speaking.some(acceptsNull);
}

function acceptsNull({ type, nullable, enum: values }: JsonObject): boolean {
  if (nullable === true) return true;
  const inType = type === undefined || (isList(type) ? type.includes('null') : type === 'null');
  return inType && (!isList(values) || values.includes(null));
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

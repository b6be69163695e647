import { isList, isObject, type JsonObject, type JsonValue, member } from '../../text/json.ts';
import { toPointerSteps } from '../../text/jsonPointer.ts';
import { dereference, getShape } from '../objectShape.ts';

/** Which branch of a union a value belongs to, by one of its properties. */
export interface Discriminator {
  readonly property: string;
  /** Per branch the values of the property that choose it. */
  readonly values: readonly (readonly JsonValue[])[];
}

/** What OpenAPI's `discriminator` says of the branches of a union; undefined where it does not name all of them. */
export function getDeclaredDiscriminator(
  holder: JsonObject,
  branches: readonly JsonValue[],
  root: JsonObject,
): Discriminator | undefined {
  const declared = member(holder, 'discriminator');
  const property = isObject(declared) ? member(declared, 'propertyName') : undefined;
  if (!isObject(declared) || typeof property !== 'string') return undefined;
  const mapping = member(declared, 'mapping');
  const entries = isObject(mapping) ? Object.entries(mapping) : [];
  const values = branches.map((branch) => {
    const reference = isObject(branch) ? member(branch, '$ref') : undefined;
    const name = typeof reference === 'string' ? toPointerSteps(reference.slice(1)).at(-1) : undefined;
    if (name === undefined) return [];
    const mapped = entries.flatMap(([value, target]) => (getLastName(target) === name ? [value] : []));
    const listed = isObject(branch) ? (getListedValues(branch, property, root) ?? []) : [];
    return [...new Set<JsonValue>([...mapped, name, ...listed])];
  });
  return values.some((list) => list.length === 0) ? undefined : { property, values };
}

function getLastName(target: JsonValue): string | undefined {
  return typeof target === 'string' ? target.split('/').at(-1) : undefined;
}

/** The property whose constants distinguish all branches of a union, if there is one. */
export function findDiscriminator(branches: readonly JsonObject[], root: JsonObject): Discriminator | undefined {
  const [first] = branches;
  if (first === undefined || branches.length < 2) return undefined;
  for (const property of getShape(dereference(first, root) ?? first, root).properties.keys()) {
    const values = branches.map((branch) => getListedValues(branch, property, root) ?? []);
    if (values.every((list) => list.length > 0) && new Set(values.flat()).size > 1) return { property, values };
  }
  return undefined;
}

/** The only values a property of a branch can have, if its schema lists them. */
function getListedValues(branch: JsonObject, property: string, root: JsonObject): readonly JsonValue[] | undefined {
  const schemas = getShape(dereference(branch, root) ?? branch, root).properties.get(property) ?? [];
  for (const declared of schemas) {
    const schema = dereference(declared, root) ?? declared;
    const single = member(schema, 'const');
    if (single !== undefined) return [single];
    const list = member(schema, 'enum');
    if (isList(list) && list.length > 0) return list;
  }
  return undefined;
}

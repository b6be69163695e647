import { isObject, member } from '../../text/json.ts';
import { getStrings } from '../../text/jsonPointer.ts';
import type { References } from '../references.ts';
import { getChildNode, type SchemaNode } from '../schemaNode.ts';
import type { Field } from '../toolDraft.ts';
import { getTypes } from '../types.ts';
import { followReference } from './operations.ts';

/** What a request's body adds to the parameters. */
export interface BodyFields {
  readonly fields: readonly Field[];
  /** What the body allows besides its fields, if it says so. */
  readonly others: SchemaNode | undefined;
}

/** The fields of an object body, those of its `allOf` included; any other body is one parameter `body`. */
export function bodyFields(
  schema: SchemaNode,
  declared: SchemaNode,
  required: boolean,
  context: BodyContext,
  name = 'body',
): BodyFields {
  const parts = referredParts(schema, context, 0);
  const whole: Field = { name, required, declared, schema, description: undefined };
  if (parts === undefined || parts.length === 0) return { fields: [whole], others: undefined };
  const fields = new Map<string, Field>();
  for (const part of parts) {
    for (const [key, field] of fieldsOf(part, required)) {
      const known = fields.get(key);
      fields.set(key, known === undefined ? field : { ...field, required: known.required || field.required });
    }
  }
  const names = new Set(
    parts.flatMap((part) => (isObject(part.value) ? getStrings(member(part.value, 'required')) : [])),
  );
  const merged = [...fields.values()].map((field) =>
    required && names.has(field.name) ? { ...field, required } : field,
  );
  const others = parts.flatMap((part) => getChildNode(part, 'additionalProperties') ?? []).at(-1);
  return { fields: merged, others: isOpen(others) ? others : undefined };
}

/** What reading a body depends on. */
export interface BodyContext {
  readonly references: References;
  /** Since OpenAPI 3.1 the keywords beside a `$ref` apply as well. */
  readonly keepsSiblings: boolean;
}

/** The parts of a schema that may be a reference, and of what is beside that. */
function referredParts(node: SchemaNode, context: BodyContext, depth: number): readonly SchemaNode[] | undefined {
  const target = followReference(node, context.references);
  const parts = target === undefined ? undefined : objectParts(target, context, depth);
  if (parts === undefined || target === node || !context.keepsSiblings || !isObject(node.value)) return parts;
  const { $ref: _, ...beside } = node.value;
  const own = objectParts({ ...node, value: beside }, context, depth);
  return own === undefined ? parts : [...parts, ...own];
}

/** The object schemas that together make a body, or undefined if it is not an object with known properties. */
function objectParts(node: SchemaNode, context: BodyContext, depth: number): readonly SchemaNode[] | undefined {
  if (!isObject(node.value) || depth > 20) return undefined;
  if (member(node.value, 'oneOf') !== undefined || member(node.value, 'anyOf') !== undefined) return undefined;
  const types = getTypes(member(node.value, 'type'));
  if (types !== undefined && !types.includes('object')) return undefined;
  const parts: SchemaNode[] = isObject(member(node.value, 'properties')) ? [node] : [];
  const all = getChildNode(node, 'allOf');
  const count = all !== undefined && Array.isArray(all.value) ? all.value.length : 0;
  for (let index = 0; index < count; index++) {
    const item = all === undefined ? undefined : getChildNode(all, index);
    const inner = item === undefined ? undefined : referredParts(item, context, depth + 1);
    if (inner === undefined) return undefined;
    parts.push(...inner);
  }
  if (parts.length > 0 && !parts.includes(node) && member(node.value, 'required') !== undefined) parts.push(node);
  return parts.length > 0 || member(node.value, 'additionalProperties') === undefined ? parts : undefined;
}

function fieldsOf(part: SchemaNode, bodyRequired: boolean): readonly (readonly [string, Field])[] {
  const properties = getChildNode(part, 'properties');
  if (properties === undefined || !isObject(properties.value) || !isObject(part.value)) return [];
  const required = new Set(getStrings(member(part.value, 'required')));
  return Object.entries(properties.value).flatMap(([name, value]) => {
    const schema = getChildNode(properties, name);
    if (schema === undefined || (isObject(value) && member(value, 'readOnly') === true)) return [];
    const field = {
      name,
      required: bodyRequired && required.has(name),
      declared: schema,
      schema,
      description: undefined,
    };
    return [[name, field] as const];
  });
}

function isOpen(others: SchemaNode | undefined): boolean {
  return others !== undefined && others.value !== false;
}

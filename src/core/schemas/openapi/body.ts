import type { Field } from '../draft.ts';
import { isObject, member, stringsOf } from '../pointer.ts';
import { childSite, type References, type SchemaSite } from '../references.ts';
import { typesOf } from '../types.ts';
import { followed } from './operations.ts';

/** What a request's body adds to the parameters. */
export interface BodyFields {
  readonly fields: readonly Field[];
  /** What the body allows besides its fields, if it says so. */
  readonly others: SchemaSite | undefined;
}

/** The fields of an object body, those of its `allOf` included; any other body is one parameter `body`. */
export function bodyFields(
  schema: SchemaSite,
  declared: SchemaSite,
  required: boolean,
  references: References,
  name = 'body',
): BodyFields {
  const target = followed(schema, references);
  const parts = target === undefined ? undefined : objectParts(target, references, 0);
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
    parts.flatMap((part) => (isObject(part.value) ? stringsOf(member(part.value, 'required')) : [])),
  );
  const merged = [...fields.values()].map((field) =>
    required && names.has(field.name) ? { ...field, required } : field,
  );
  const others = parts.flatMap((part) => childSite(part, 'additionalProperties') ?? []).at(-1);
  return { fields: merged, others: isOpen(others) ? others : undefined };
}

/** The object schemas that together make a body, or undefined if it is no object with known properties. */
function objectParts(site: SchemaSite, references: References, depth: number): readonly SchemaSite[] | undefined {
  if (!isObject(site.value) || depth > 20) return undefined;
  if (member(site.value, 'oneOf') !== undefined || member(site.value, 'anyOf') !== undefined) return undefined;
  const types = typesOf(member(site.value, 'type'));
  if (types !== undefined && !types.includes('object')) return undefined;
  const parts: SchemaSite[] = isObject(member(site.value, 'properties')) ? [site] : [];
  const all = childSite(site, 'allOf');
  const count = all !== undefined && Array.isArray(all.value) ? all.value.length : 0;
  for (let index = 0; index < count; index++) {
    const item = all === undefined ? undefined : childSite(all, index);
    const target = item === undefined ? undefined : followed(item, references);
    const inner = target === undefined ? undefined : objectParts(target, references, depth + 1);
    if (inner === undefined) return undefined;
    parts.push(...inner);
  }
  if (parts.length > 0 && !parts.includes(site) && member(site.value, 'required') !== undefined) parts.push(site);
  return parts.length > 0 || member(site.value, 'additionalProperties') === undefined ? parts : undefined;
}

function fieldsOf(part: SchemaSite, bodyRequired: boolean): readonly (readonly [string, Field])[] {
  const properties = childSite(part, 'properties');
  if (properties === undefined || !isObject(properties.value) || !isObject(part.value)) return [];
  const required = new Set(stringsOf(member(part.value, 'required')));
  return Object.entries(properties.value).flatMap(([name, value]) => {
    const schema = childSite(properties, name);
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

function isOpen(others: SchemaSite | undefined): boolean {
  return others !== undefined && others.value !== false;
}

import { getTypes, type JsonType } from '../schemas/types.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, member } from '../text/json.ts';
import type { Parameter } from './parameters.ts';

/** The schema that says most about a parameter's value: its own, with what certainly applies besides added. */
export function schemaOf({ schemas }: Parameter): JsonObject {
  const certain = schemas.filter((occurrence) => occurrence.certain).map(({ schema }) => schema);
  const merged: Record<string, JsonValue> = {};
  for (const schema of certain) {
    for (const [keyword, value] of Object.entries(schema)) merged[keyword] ??= value;
  }
  return merged;
}

/** What a parameter's schemas say of it in words; the nearest one counts. */
export function describedBy({ schemas }: Parameter): string {
  for (const { schema } of schemas) {
    for (const keyword of ['description', 'title']) {
      const text = member(schema, keyword);
      if (typeof text === 'string' && text.trim() !== '') return text;
    }
  }
  return '';
}

/** The types a parameter's value may have; empty if nothing says it. */
export function typesOfParameter({ schemas }: Parameter): readonly JsonType[] {
  return [...new Set(schemas.flatMap(({ schema }) => getTypes(schema.type) ?? []))];
}

/** A schema's examples and default. */
export function exampleValues({
  schemas,
}: Parameter): readonly { readonly value: JsonValue; readonly isDefault: boolean }[] {
  return schemas.flatMap(({ schema }) => {
    const examples = [...(isList(schema.examples) ? schema.examples : []), ...present(schema.example)];
    return [
      ...present(schema.default).map((value) => ({ value, isDefault: true })),
      ...examples.map((value) => ({ value, isDefault: false })),
    ];
  });
}

function present(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : [value];
}

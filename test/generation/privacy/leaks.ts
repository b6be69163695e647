import type { JsonValue, Tool } from '../../../src/core/index.ts';

/** JSON Schema's own words, which no masking can hide. */
const schemaWords = new Set(
  (
    'type properties required items enum const description default examples title format pattern minimum maximum ' +
    'exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems uniqueItems minProperties ' +
    'maxProperties additionalProperties patternProperties anyOf oneOf allOf not definitions $defs $ref string number ' +
    'integer boolean array object null'
  ).split(' '),
);

/**
 * The names of tools that stand in a text as whole words. It is written on its own, from the promise and not from
 * the masker: a name's neighbours are no ASCII letters, digits or underscores.
 */
export function leaksIn(text: string, tools: readonly Tool[]): readonly string[] {
  return sensitiveNames(tools).filter((name) => {
    const quoted = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    return new RegExp(`(?<![A-Za-z0-9_])${quoted}(?![A-Za-z0-9_])`, 'i').test(text);
  });
}

/** Tool, parameter and enumeration names and paths of three characters or more. */
export function sensitiveNames(tools: readonly Tool[]): readonly string[] {
  const names = new Set<string>();
  for (const tool of tools) {
    names.add(tool.name);
    if (tool.operation !== undefined) names.add(tool.operation.path);
    gather(tool.parameters, names);
  }
  return [...names].filter((name) => name.length >= 3 && !schemaWords.has(name));
}

function gather(node: JsonValue, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node as readonly JsonValue[]) gather(item, names);
    return;
  }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' && typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value)) names.add(name);
    }
    if (key === 'enum' && Array.isArray(value)) for (const item of value) if (typeof item === 'string') names.add(item);
    gather(value, names);
  }
}

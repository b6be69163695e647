import type { JsonValue, Tool } from '../../../src/core/index.ts';
import type { RecordedRequest } from '../../support/openaiRequest.ts';

/** The words of JSON Schema and JSON itself, which no masking can hide. */
const schemaWords = new Set(
  (
    'type properties required items enum const description default examples title format pattern minimum maximum ' +
    'exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems uniqueItems minProperties ' +
    'maxProperties additionalProperties patternProperties anyOf oneOf allOf not definitions $defs $ref string number ' +
    'integer boolean array object null'
  ).split(' '),
);

/**
 * The names of tools in a text as whole words. It is written on its own, from the promise and not from
 * the masker: a name is not next to ASCII letters, digits or underscores.
 */
export function leaksIn(text: string, tools: readonly Tool[]): readonly string[] {
  return sensitiveNames(tools).filter((name) => {
    const quoted = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    // A name that ends in a sign has no word there to be part of.
    const start = /^\w/.test(name) ? '(?<![A-Za-z0-9_])' : '';
    const end = /\w$/.test(name) ? '(?![A-Za-z0-9_])' : '';
    return new RegExp(`${start}${quoted}${end}`, 'i').test(text);
  });
}

/** Everything of a request that leaves in words: message contents, tool definitions and the reply's shape. */
export function wordsOfRequest({ body }: RecordedRequest): string {
  const shape = body.response_format?.json_schema;
  const shapes = [body.tools ?? [], shape?.schema ?? {}].map((part) => JSON.stringify(part));
  return [...(body.messages ?? []).map(({ content }) => content), ...shapes, shape?.name ?? ''].join('\n');
}

/** Tool, parameter and enumeration names and paths of three characters or more. */
export function sensitiveNames(tools: readonly Tool[]): readonly string[] {
  const names = new Set<string>();
  for (const tool of tools) {
    names.add(tool.name);
    if (tool.operation !== undefined) names.add(tool.operation.path);
    gather(tool.parameters, names);
  }
  return [...names].filter((name) => name.length >= 3 && !schemaWords.has(name) && !/^(?:true|false)$/i.test(name));
}

/** A value, and the way it is written within JSON in a text. */
function addValue(value: JsonValue, names: Set<string>): void {
  if (typeof value !== 'string') return;
  names.add(value);
  names.add(JSON.stringify(value).slice(1, -1));
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
    if (key === 'enum' && Array.isArray(value)) for (const item of value) addValue(item, names);
    if (key === 'const') addValue(value, names);
    gather(value, names);
  }
}

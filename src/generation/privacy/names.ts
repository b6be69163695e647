import type { JsonObject, JsonValue, Tool } from '../../core/index.ts';
import { isObject } from '../../core/index.ts';
import { collectApiNames } from './apiNames.ts';
import type { NameKind, NameSink } from './nameKinds.ts';

/** Names every name of the tools: their own, their parameters', their enumerations', their paths and hosts. */
export function collectNames(tools: readonly Tool[], strict: boolean, sink: NameSink): void {
  const files = new Set(tools.map(({ file }) => file));
  for (const tool of tools) {
    sink('tool', tool.name);
    if (tool.operation !== undefined) sink('path', tool.operation.path);
    if (strict && tool.description.length >= 12) sink('text', tool.description);
    collectFromSchema(tool.parameters, strict, sink);
    if (tool.returns !== undefined) collectFromSchema(tool.returns, strict, sink);
  }
  for (const { text } of files) if (isApiDescription(text)) collectApiNames(text, sink);
}

/** True for OpenAPI and Swagger files, which also describe operations that are not used as tools. */
function isApiDescription(text: string): boolean {
  return /["']?(?:openapi|swagger)["']?\s{0,9}:/.test(text.slice(0, 20_000)) || /operationId/.test(text);
}

/** Names everything in a JSON Schema that is the author's and not the language's. */
export function collectFromSchema(schema: JsonValue, strict: boolean, sink: NameSink): void {
  if (Array.isArray(schema)) {
    for (const item of schema as readonly JsonValue[]) collectFromSchema(item, strict, sink);
    return;
  }
  if (typeof schema !== 'object' || schema === null) return;
  for (const [keyword, value] of Object.entries(schema as JsonObject)) {
    collectFromKeyword(keyword, value, strict, sink);
  }
}

const NAMED_SCHEMAS: Readonly<Record<string, NameKind>> = {
  properties: 'field',
  dependentSchemas: 'field',
  $defs: 'type',
  definitions: 'type',
};

function collectFromKeyword(keyword: string, value: JsonValue, strict: boolean, sink: NameSink): void {
  const kind = NAMED_SCHEMAS[keyword];
  if (kind !== undefined && isObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      sink(kind, name);
      collectFromSchema(inner, strict, sink);
    }
    return;
  }
  switch (keyword) {
    case 'required':
      collectStrings(value, (text) => sink('field', text));
      break;
    case 'enum':
    case 'const':
      collectStrings(value, (text) => sink('value', text));
      break;
    case 'description':
    case 'title':
      if (strict && typeof value === 'string' && value.length >= 12) sink('text', value);
      break;
    default:
      if (typeof value === 'object') collectFromSchema(value, strict, sink);
  }
}

/** Numbers are no names: a neutral name would be a text where the schema wants a number, and steps are numbered too. */
function collectStrings(value: JsonValue, report: (text: string) => void): void {
  if (typeof value === 'string') report(value);
  else if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) collectStrings(item, report);
  else if (isObject(value)) for (const item of Object.values(value)) collectStrings(item, report);
}

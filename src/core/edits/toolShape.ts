import type { ToolFile, ToolFormat } from '../schemas/tool.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';

/** A tool as every format can declare it. */
export interface PlainTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

/** A tool in the shape of the others of a file; undefined for formats whose tools are operations. */
export function shapedLike({ format, text }: ToolFile, tool: PlainTool): JsonObject | undefined {
  const { name, description, parameters } = tool;
  const plain = { name, description, parameters };
  switch (format ?? 'openai') {
    case 'openai':
      return { type: 'function', function: plain };
    case 'bare':
      return plain;
    case 'anthropic':
      return { name, description, input_schema: parameters };
    case 'mcp':
      return { name, description, inputSchema: parameters };
    case 'bedrock':
      return { toolSpec: { name, description, inputSchema: { json: parameters } } };
    case 'gemini':
      return { name, description, parameters: GEMINI_TYPE.test(text) ? withGeminiTypes(parameters) : parameters };
    default:
      return undefined;
  }
}

/** Formats to which a tool can be added. */
export function takesTools(format: ToolFormat | undefined): boolean {
  return format === undefined || !/^(?:openapi|swagger)/.test(format);
}

const GEMINI_TYPE = /\btype["']?\s*:\s*["']?(?:OBJECT|STRING|NUMBER|INTEGER|BOOLEAN|ARRAY)\b/;

/** Gemini's own files write types in capitals. */
function withGeminiTypes(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).map(([key, value]): [string, JsonValue] => {
    if (key === 'type' && typeof value === 'string') return [key, value.toUpperCase()];
    if (key === 'properties' && isObject(value)) return [key, mapped(value)];
    return [key, isObject(value) && !isList(value) ? withGeminiTypes(value) : value];
  });
  return Object.fromEntries(entries);
}

function mapped(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, isObject(schema) ? withGeminiTypes(schema) : schema]),
  );
}

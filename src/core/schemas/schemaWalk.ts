import { isObject, type JsonObject } from '../text/json.ts';
import { appendPointer, toPointerSteps } from '../text/jsonPointer.ts';
import { getDefinition } from './bundling/links.ts';
import { getSubSchemas } from './keywords.ts';
import type { Tool } from './tool.ts';
import { getTypes } from './types.ts';

/** A schema among those of a tool's arguments. */
export interface VisitedSchema {
  readonly schema: JsonObject;
  /** Its JSON pointer below the tool's `parameters`. */
  readonly pointer: string;
  /** How many objects and arrays are around it. */
  readonly depth: number;
  /** The property it describes, or the name of the tool or definition. */
  readonly name: string;
}

/**
 * Every schema of a tool's arguments, those of definitions included, each once. The tools of a file share definitions: with
 * one set of `seen` schemas for all of them, each definition is visited for the first tool only.
 */
export function* walkSchemas(tool: Tool, seen = new Set<JsonObject>()): Generator<VisitedSchema> {
  const root = tool.parameters;
  const found: VisitedSchema[] = [{ schema: root, pointer: '', depth: 0, name: tool.name }];
  for (const next of found) {
    if (seen.has(next.schema)) continue;
    seen.add(next.schema);
    yield next;
    found.push(...getInnerSchemas(next, root));
  }
}

/** A schema, and the first of some tools whose arguments it is among. */
export interface ToolSchema extends VisitedSchema {
  readonly tool: Tool;
}

/** Every schema of some tools, each once. */
export function* walkToolSchemas(tools: readonly Tool[]): Generator<ToolSchema> {
  const seen = new Set<JsonObject>();
  for (const tool of tools) {
    for (const visited of walkSchemas(tool, seen)) yield { ...visited, tool };
  }
}

function getInnerSchemas({ schema, pointer, depth, name }: VisitedSchema, root: JsonObject): readonly VisitedSchema[] {
  const inner: VisitedSchema[] = [];
  for (const keyword of Object.keys(schema)) {
    // The definitions of a bundle are put together when they are read; references lead to each of them.
    if (keyword === '$defs') continue;
    const value = schema[keyword];
    if (value === undefined) continue;
    if (keyword === '$ref' && typeof value === 'string') {
      const definition = toPointerSteps(value.slice(1)).at(-1) ?? '';
      const target = getDefinition(root, definition);
      if (isObject(target)) inner.push({ schema: target, pointer: appendPointer('/$defs', definition), depth, name });
      continue;
    }
    const isNested = keyword === 'properties' || keyword === 'items' || keyword === 'prefixItems';
    for (const { steps, value: one } of getSubSchemas(keyword, value)) {
      if (!isObject(one)) continue;
      const own = keyword === 'properties' ? String(steps[1]) : name;
      inner.push({
        schema: one,
        pointer: appendPointer(pointer, ...steps),
        depth: depth + (isNested ? 1 : 0),
        name: own,
      });
    }
  }
  return inner;
}

/** True if a schema, as it is written in its file, has a keyword that the bundle leaves out. */
export function hasWrittenKeyword(tool: Tool, pointer: string, keyword: string): boolean {
  const { source, pointer: declared } = tool.file.parameterLocation(tool, pointer);
  const { key } = source.rangesAt(appendPointer(declared, keyword));
  return key !== undefined && source.text.slice(key.start, key.end).replace(/["']/g, '') === keyword;
}

/** The names of a schema's properties. */
export function getOwnNames({ properties }: JsonObject): readonly string[] {
  return isObject(properties) ? Object.keys(properties) : [];
}

/** True for an array whose items no keyword describes. */
export function isArrayWithoutItems({ type, items, prefixItems }: JsonObject): boolean {
  return getTypes(type)?.includes('array') === true && items === undefined && prefixItems === undefined;
}

import type { Tool } from '../schemas/tool.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject, member } from '../text/json.ts';
import { appendPointer, getStrings, toPointerSteps } from '../text/jsonPointer.ts';

/** The way from a tool's arguments to one of them: names of properties, and `ITEMS` for what a list holds. */
export type ParameterPath = readonly string[];

/** The step from a list to its items; no property can be derived from it, but none is called so either. */
export const ITEMS = '[]';

/** A schema within a tool's `parameters`. */
export interface SchemaLocation {
  /** JSON pointer below `parameters`. */
  readonly pointer: string;
  readonly schema: JsonObject;
  /** False for what only one of several alternatives says. */
  readonly certain: boolean;
}

/** A parameter of a tool, or a property nested in one. */
export interface Parameter {
  readonly tool: Tool;
  readonly path: ParameterPath;
  readonly name: string;
  readonly required: boolean;
  /** Where its name is in the schema: more than one location if several schemas list it. */
  readonly declared: readonly SchemaLocation[];
  /** Everything that applies to its value, references followed. */
  readonly schemas: readonly SchemaLocation[];
}

const known = new WeakMap<Tool, Map<string, Parameter | undefined>>();

/** The parameter at a path; undefined if the schema lists none there. */
export function parameterAt(tool: Tool, path: ParameterPath): Parameter | undefined {
  const parameters = known.get(tool) ?? new Map<string, Parameter | undefined>();
  known.set(tool, parameters);
  const key = path.join('\0');
  if (!parameters.has(key)) parameters.set(key, findParameter(tool, path));
  return parameters.get(key);
}

/** The parameters directly below a path, in the schema's order; `[]` for the tool's own. */
export function parametersBelow(tool: Tool, path: ParameterPath): readonly Parameter[] {
  const names = new Set<string>();
  for (const { schema } of schemasAt(tool, path)) {
    const properties = member(schema, 'properties');
    if (isObject(properties)) for (const name of Object.keys(properties)) names.add(name);
  }
  return [...names].flatMap((name) => parameterAt(tool, [...path, name]) ?? []);
}

/** Everything that applies to the value at a path. */
export function schemasAt(tool: Tool, path: ParameterPath): readonly SchemaLocation[] {
  return path.length === 0 ? applying([rootLocation(tool)], tool.parameters) : (parameterAt(tool, path)?.schemas ?? []);
}

/** The most parameters of one tool that are listed; what lies beyond is still found by its path. */
const MAX_LISTED = 5000;

/**
 * The parameters of a tool with those nested in it and the items of lists, each before what it holds. Schemas may hold
 * themselves and one another, so each is looked into once, where it is met first.
 */
export function allParameters(tool: Tool): readonly Parameter[] {
  const found: Parameter[] = [];
  const seen = new Set<JsonObject>();
  const waiting: ParameterPath[] = [[]];
  for (let path = waiting.shift(); path !== undefined && found.length < MAX_LISTED; path = waiting.shift()) {
    const occurrences = schemasAt(tool, path);
    const items = isListOfSchemas(occurrences) ? parameterAt(tool, [...path, ITEMS]) : undefined;
    for (const parameter of [...parametersBelow(tool, path), ...(items === undefined ? [] : [items])]) {
      found.push(parameter);
      if (parameter.schemas.every(({ schema }) => seen.has(schema))) continue;
      for (const { schema } of parameter.schemas) seen.add(schema);
      waiting.push(parameter.path);
    }
  }
  return found;
}

function isListOfSchemas(occurrences: readonly SchemaLocation[]): boolean {
  return occurrences.some(({ schema }) => isObject(member(schema, 'items')) || isList(schema.prefixItems));
}

function findParameter(tool: Tool, path: ParameterPath): Parameter | undefined {
  const step = path.at(-1);
  if (step === undefined) return undefined;
  const parents = schemasAt(tool, path.slice(0, -1));
  const declared = parents.flatMap((parent) => childrenOf(parent, step));
  if (declared.length === 0) return undefined;
  const required = parents.some(({ schema, certain }) => certain && getStrings(schema.required).includes(step));
  return { tool, path, name: step, required, declared, schemas: applying(declared, tool.parameters) };
}

function rootLocation(tool: Tool): SchemaLocation {
  return { pointer: '', schema: tool.parameters, certain: true };
}

function childrenOf(parent: SchemaLocation, step: string): readonly SchemaLocation[] {
  const { schema, pointer } = parent;
  if (step !== ITEMS) {
    const properties = member(schema, 'properties');
    return isObject(properties) ? placed(member(properties, step), appendPointer(pointer, 'properties', step)) : [];
  }
  const prefix = isList(schema.prefixItems) ? schema.prefixItems : [];
  return [
    ...prefix.flatMap((item, index) => placed(item, appendPointer(pointer, 'prefixItems', index))),
    ...placed(member(schema, 'items'), appendPointer(pointer, 'items')),
  ];
}

function placed(schema: JsonValue | undefined, pointer: string, certain = true): readonly SchemaLocation[] {
  // `true` allows anything, which is still a parameter with a name.
  if (schema === true) return [{ pointer, schema: {}, certain }];
  return isObject(schema) ? [{ pointer, schema, certain }] : [];
}

/** The schemas with all that applies to the same value: references, `allOf`, alternatives and conditions. */
function applying(occurrences: readonly SchemaLocation[], root: JsonObject): readonly SchemaLocation[] {
  const found: SchemaLocation[] = [];
  const seen = new Set<JsonObject>();
  const waiting = [...occurrences];
  for (let occurrence = waiting.shift(); occurrence !== undefined; occurrence = waiting.shift()) {
    if (seen.has(occurrence.schema)) continue;
    seen.add(occurrence.schema);
    found.push(occurrence);
    waiting.push(...inPlace(occurrence, root));
  }
  return found;
}

function inPlace({ schema, pointer, certain }: SchemaLocation, root: JsonObject): readonly SchemaLocation[] {
  const list = (keyword: string, isCertain: boolean): readonly SchemaLocation[] => {
    const schemas = member(schema, keyword);
    if (!isList(schemas)) return [];
    return schemas.flatMap((item, index) => placed(item, appendPointer(pointer, keyword, index), isCertain));
  };
  return [
    ...referred(schema.$ref, root, certain),
    ...list('allOf', certain),
    ...list('anyOf', false),
    ...list('oneOf', false),
    ...['if', 'then', 'else'].flatMap((keyword) =>
      placed(member(schema, keyword), appendPointer(pointer, keyword), false),
    ),
  ];
}

/** A bundle's references lead to its own definitions only. */
function referred(reference: JsonValue | undefined, root: JsonObject, certain: boolean): readonly SchemaLocation[] {
  if (typeof reference !== 'string') return [];
  const [, name] = toPointerSteps(reference.replace(/^#/, ''));
  const definitions = member(root, '$defs');
  if (name === undefined || !isObject(definitions)) return [];
  return placed(member(definitions, name), appendPointer('/$defs', name), certain);
}

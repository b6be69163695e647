import type { JsonObject, SchemaDialect, Tool } from '../tool.ts';
import { type Checkable, checkable } from './checkable.ts';
import { compileSchema, type Validate } from './compiler.ts';

/** A compiled schema with what is needed to explain its errors. */
export interface Compiled {
  /** Undefined if the schema could not be compiled: then only names are checked. */
  readonly validate: Validate | undefined;
  /** Where each schema of the compiled one stands in the tool's parameters. */
  pointerOf(schema: object): string;
  /** A validator of one branch of an `anyOf` or `oneOf`, compiled when a value first fails all of them. */
  branch(schema: JsonObject): Validate | undefined;
  /** A validator of one of the schema's definitions. */
  definition(name: string): Validate | undefined;
}

/** How many schemas stay compiled; editing one makes a new one with every change. */
const MAX_KNOWN = 5000;
const byContent = new Map<string, Compiled>();
const byTool = new WeakMap<Tool, Compiled>();

/** The compiled parameters of a tool. The same schema is compiled once, in however many files it stands. */
export function compiledParameters(tool: Tool): Compiled {
  const known = byTool.get(tool);
  if (known !== undefined) return known;
  const compiled = compiledSchema(tool.parameters, tool.dialect);
  byTool.set(tool, compiled);
  return compiled;
}

/** A compiled bundle: one schema that needs nothing outside itself. */
export function compiledSchema(schema: JsonObject, dialect: SchemaDialect): Compiled {
  const prepared = checkable(schema, dialect);
  const key = JSON.stringify([dialect, prepared.schema, ...prepared.definitions]);
  const known = byContent.get(key);
  if (known !== undefined) return known;
  if (byContent.size >= MAX_KNOWN) byContent.delete(byContent.keys().next().value ?? key);
  const compiled = compile(prepared, dialect);
  byContent.set(key, compiled);
  return compiled;
}

function compile({ schema, definitions, pointers }: Checkable, dialect: SchemaDialect): Compiled {
  const parts = new Map<object, Validate | undefined>();
  const branchPointers = new Map<object, string>();
  const once = (part: JsonObject, whole: JsonObject): Validate | undefined => {
    if (parts.has(part)) return parts.get(part);
    const validate = compileSchema(whole, dialect, definition);
    parts.set(part, validate);
    return validate;
  };
  const definition = (name: string): Validate | undefined => {
    const part = definitions.get(name);
    return part === undefined ? undefined : once(part, part);
  };
  return {
    validate: compileSchema(schema, dialect, definition),
    pointerOf: (part) => pointers.get(part) ?? branchPointers.get(part) ?? '',
    definition,
    branch(part) {
      const whole = schema.$defs === undefined ? part : { ...part, $defs: schema.$defs };
      branchPointers.set(whole, pointers.get(part) ?? '');
      return once(part, whole);
    },
  };
}

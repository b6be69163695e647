import { definitionOf, schemaPointerOf, setSchemaPointer } from '../bundling/links.ts';
import { below } from '../pointer.ts';
import type { JsonObject, SchemaDialect, Tool } from '../tool.ts';
import { checkable, DEFINITION } from './checkable.ts';
import { compileSchema, type Validate } from './compiler.ts';

/** A compiled schema with what is needed to explain its errors. */
export interface Compiled {
  /** Undefined if the schema could not be compiled: then only names are checked. */
  readonly validate: Validate | undefined;
  /** A validator of one branch of an `anyOf` or `oneOf`, compiled when a value first fails all of them. */
  branch(schema: JsonObject): Validate | undefined;
  /** A validator of one of the schema's definitions, compiled when a value first reaches it. */
  definition(name: string): Validate | undefined;
}

/** How many schemas stay compiled; editing one makes a new one with every change. */
const MAX_KNOWN = 5000;
const byContent = new Map<string, Compiled>();
const bySchema = new WeakMap<JsonObject, Compiled>();
const definitionValidators = new WeakMap<object, Validate | undefined>();

/** The compiled parameters of a tool. */
export function compiledParameters(tool: Tool): Compiled {
  return compiledSchema(tool.parameters, tool.dialect);
}

/**
 * A compiled bundle: one schema that needs nothing outside itself. The same content is compiled once, in however many
 * files it stands; definitions are compiled once a file.
 */
export function compiledSchema(schema: JsonObject, dialect: SchemaDialect): Compiled {
  const known = bySchema.get(schema);
  if (known !== undefined) return known;
  const compiled = sharedByContent(checkable(schema, '', schema, dialect), schema, dialect);
  bySchema.set(schema, compiled);
  return compiled;
}

function sharedByContent(prepared: JsonObject, root: JsonObject, dialect: SchemaDialect): Compiled {
  const content = JSON.stringify(prepared);
  // What a definition's name means is known within its own file only.
  if (content.includes(`"${DEFINITION}":`)) return compile(prepared, root, dialect);
  const key = `${dialect} ${content}`;
  const known = byContent.get(key);
  if (known !== undefined) return known;
  if (byContent.size >= MAX_KNOWN) byContent.delete(byContent.keys().next().value ?? key);
  const compiled = compile(prepared, root, dialect);
  byContent.set(key, compiled);
  return compiled;
}

function compile(prepared: JsonObject, root: JsonObject, dialect: SchemaDialect): Compiled {
  const branches = new WeakMap<object, Validate | undefined>();
  const definition = (name: string): Validate | undefined => {
    const schema = definitionOf(root, name);
    if (schema === false) return compileSchema({ not: {} }, dialect);
    if (typeof schema !== 'object' || schema === null) return undefined;
    if (!definitionValidators.has(schema)) {
      // Set before it is compiled: a definition may lead back to itself.
      definitionValidators.set(schema, undefined);
      const piece = checkable(schema, below('/$defs', name), root, dialect);
      definitionValidators.set(schema, compileSchema(piece, dialect, definition));
    }
    return definitionValidators.get(schema);
  };
  return {
    validate: compileSchema(prepared, dialect, definition),
    definition,
    branch(part) {
      if (branches.has(part)) return branches.get(part);
      const whole = prepared.$defs === undefined ? part : { ...part, $defs: prepared.$defs };
      setSchemaPointer(whole, schemaPointerOf(part));
      const validate = compileSchema(whole, dialect, definition);
      branches.set(part, validate);
      return validate;
    },
  };
}

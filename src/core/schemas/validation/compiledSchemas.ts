import type { JsonObject } from '../../text/json.ts';
import { appendPointer } from '../../text/jsonPointer.ts';
import { getDefinition, getSchemaPointer, setSchemaPointer } from '../bundling/links.ts';
import type { SchemaDialect, Tool } from '../tool.ts';
import { compileSchema, type Validate } from './compiler.ts';
import { DEFINITION, prepareForAjv } from './prepareForAjv.ts';

/** A compiled schema with what is needed to explain its errors. */
export interface Compiled {
  /** Undefined if the schema could not be compiled: then only names are checked. */
  readonly validate: Validate | undefined;
  /** A validator of one branch of an `anyOf` or `oneOf`, compiled when a value first fails all of them. */
  branch(schema: JsonObject): Validate | undefined;
  /** A validator of one of the schema's definitions, compiled when a value first reaches it. */
  definition(name: string): Validate | undefined;
}

/** How many compiled schemas are cached; every edit of a schema creates a new one. */
const MAX_KNOWN = 5000;
const byContent = new Map<string, Compiled>();
const bySchema = new WeakMap<JsonObject, Compiled>();
const definitionValidators = new WeakMap<object, Validate | undefined>();

/** The compiled parameters of a tool. */
export function compileParameters(tool: Tool): Compiled {
  return compileBundle(tool.parameters, tool.dialect);
}

/**
 * A compiled bundle: one schema that needs nothing outside itself. The same content is compiled once, in however many
 * files it is; definitions are compiled once per file.
 */
export function compileBundle(schema: JsonObject, dialect: SchemaDialect): Compiled {
  const known = bySchema.get(schema);
  if (known !== undefined) return known;
  const compiled = sharedByContent(prepareForAjv(schema, '', schema, dialect), schema, dialect);
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
    const schema = getDefinition(root, name);
    if (schema === false) return compileSchema({ not: {} }, dialect);
    if (typeof schema !== 'object' || schema === null) return undefined;
    if (!definitionValidators.has(schema)) {
      // Set before it is compiled: a definition may lead back to itself.
      definitionValidators.set(schema, undefined);
      const piece = prepareForAjv(schema, appendPointer('/$defs', name), root, dialect);
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
      setSchemaPointer(whole, getSchemaPointer(part));
      const validate = compileSchema(whole, dialect, definition);
      branches.set(part, validate);
      return validate;
    },
  };
}

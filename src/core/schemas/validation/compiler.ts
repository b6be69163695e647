import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Draft04 from 'ajv-draft-04';
import type { JsonObject } from '../../text/json.ts';
import type { SchemaDialect } from '../tool.ts';
import { type Definitions, definitionKeyword, withDefinitions } from './definitionKeyword.ts';
import { lenientFormats } from './formats.ts';
import { multipleOfKeyword } from './multipleOfKeyword.ts';
import { compilePattern } from './patterns.ts';

/** A compiled schema: true for a valid value, else `errors` says why not. */
export type Validate = ValidateFunction;

/**
 * Compiles a schema; undefined if the surroundings forbid compiling (a content security policy without `unsafe-eval`)
 * or the schema cannot be compiled. Definitions are asked for when a value first reaches them.
 */
export function compileSchema(
  schema: JsonObject,
  dialect: SchemaDialect,
  definitions: Definitions = () => undefined,
): Validate | undefined {
  try {
    return withDefinitions(definitions, () => compilerOf(dialect).compile(schema));
  } catch {
    return undefined;
  }
}

/** False where a content security policy forbids the code that validators are compiled to. */
export function canCompile(): boolean {
  allowed ??= compileSchema({ type: 'object' }, '2020-12') !== undefined;
  return allowed;
}

let allowed: boolean | undefined;

/** A compiler keeps everything it compiled; after this many schemas a new one replaces it. */
const SCHEMAS_PER_COMPILER = 500;

interface Compiler {
  readonly ajv: Pick<Ajv, 'compile'>;
  used: number;
}

const compilers = new Map<SchemaDialect, Compiler>();

function compilerOf(dialect: SchemaDialect): Pick<Ajv, 'compile'> {
  const known = compilers.get(dialect);
  const compiler =
    known === undefined || known.used >= SCHEMAS_PER_COMPILER ? { ajv: create(dialect), used: 0 } : known;
  compilers.set(dialect, compiler);
  compiler.used++;
  return compiler.ajv;
}

/** Replaces `RegExp` in compiled validators; `code` is what standalone code would name it by, which is not used. */
const linearEngine = Object.assign(
  (pattern: string) => {
    const compiled = compilePattern(pattern);
    // The compiler distinguishes expressions by their text.
    return { test: (text: string) => !compiled.ok || compiled.test(text), toString: () => pattern };
  },
  { code: 'linearEngine' },
);

function create(dialect: SchemaDialect): Pick<Ajv, 'compile'> {
  const options: Options = {
    allErrors: true,
    verbose: true,
    strict: false,
    // Schemas are inspected, and repaired, before they are compiled.
    validateSchema: false,
    addUsedSchema: false,
    // `constructor` and its like are parameter names as good as any.
    ownProperties: true,
    logger: false,
    code: { regExp: linearEngine },
  };
  const ajv = instance(dialect, options);
  for (const [name, format] of lenientFormats()) ajv.addFormat(name, format);
  ajv.addKeyword(definitionKeyword);
  ajv.removeKeyword('multipleOf').addKeyword(multipleOfKeyword);
  return ajv;
}

function instance(dialect: SchemaDialect, options: Options): Ajv {
  switch (dialect) {
    case 'draft-04':
      return new Draft04({ ...options, meta: false });
    case '2019-09':
      return new Ajv2019({ ...options, meta: false });
    case '2020-12':
      return new Ajv2020({ ...options, meta: false });
    default:
      return new Ajv({ ...options, meta: false });
  }
}

import type { Message } from '../l10n/messages.ts';
import type { JsonObject, PointerRange, ValuePath } from '../text/json.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import type { Steps } from '../text/timeSlices.ts';

/** A JSON Schema: an object or a boolean, of any dialect docs/format.md names. */
export type JsonSchema = JsonObject | boolean;

/** The version of JSON Schema that a tool's parameters use. */
export type SchemaDialect = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

/** The format in which a file defines tools. `bare`: a function without a wrapper. */
export type ToolFormat =
  | 'openai'
  | 'bare'
  | 'anthropic'
  | 'mcp'
  | 'gemini'
  | 'bedrock'
  | 'openapi-3.0'
  | 'openapi-3.1'
  | 'swagger-2.0';

/** A function the agent can call. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** The schema of the arguments, with `$ref` resolved in place or kept with what it needs; always an object schema. */
  readonly parameters: JsonObject;
  /** Property names in the order the schema has them: what positional arguments map to. */
  readonly parameterNames: readonly string[];
  readonly required: readonly string[];
  readonly dialect: SchemaDialect;
  readonly strict: boolean;
  /** The schema of the tool's result, if the source has one. */
  readonly returns: JsonSchema | undefined;
  readonly file: ToolFile;
  /** JSON pointer, in the file, of the whole tool or operation. */
  readonly pointer: string;
  /** The HTTP operation it calls, for OpenAPI. */
  readonly operation: HttpOperation | undefined;
}

/** An operation of an OpenAPI document: `GET`, `/orders/{id}`. */
export interface HttpOperation {
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  /** The `operationId` as written, which the tool's name may differ from. */
  readonly id?: string | undefined;
}

/** A file (or an inline block) that was read for tools. */
export interface ToolFile {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly format: ToolFormat | undefined;
  /** True for valid data that has nothing to do with tools, as far as its content says: a `package.json`, say. */
  readonly isOtherData: boolean;
  readonly tools: readonly Tool[];
  /** Everything wrong with the file; found when it is first asked for, which takes a while in a large file. */
  readonly problems: readonly SchemaProblem[];
  /** The first of the problems from which on the text may not have been read; known without looking for the others. */
  readonly syntaxError: SchemaProblem | undefined;
  /** Finds in steps what `problems` and the parameters of tools otherwise find at once when they are first asked for. */
  prepare(): Steps<void>;
  /** The location of the node at a JSON pointer, or of its nearest existing ancestor. */
  rangesAt(pointer: string): PointerRange;
  /**
   * The location of a node of one tool's parameter schema, given as a JSON pointer below `parameters`
   * (`/properties/city/type`). It may lie elsewhere in the file (a `$ref`) or come from an OpenAPI parameter.
   */
  parameterLocation(tool: Tool, pointer: string): ParameterLocation;
}

/** Where a node of a tool's parameter schema was declared, which may be another file than the tool's. */
export interface ParameterLocation {
  readonly uri: string;
  readonly ranges: PointerRange;
  /** The node's own JSON pointer in the file it was declared in. */
  readonly pointer: string;
  /** The text and ranges of that file, to look at what surrounds the node. */
  readonly source: Pick<ToolFile, 'text' | 'lines' | 'rangesAt'>;
}

/** A finding in a tool file. */
export interface SchemaProblem extends TextRange {
  readonly rule:
    | 'schema-invalid'
    | 'unresolved-ref'
    | 'nonstandard-type'
    | 'file-not-found'
    | 'encoding'
    | 'limit-reached';
  readonly message: Message;
  /** True if the text is not JSON or YAML from here on, so that what follows it may not have been read. */
  readonly unreadable?: true;
  /** A replacement that keeps the meaning, if there is one. */
  readonly fix?: { readonly range: TextRange; readonly replacement: string };
}

/** Every tool a document can call. Names may clash: `get` answers the first, `named` all. */
export interface ToolCatalog {
  readonly tools: readonly Tool[];
  readonly files: readonly ToolFile[];
  get(name: string): Tool | undefined;
  named(name: string): readonly Tool[];
}

/** One way in which arguments break a tool's schema, in the terms of the rules. */
export interface ArgumentProblem {
  readonly kind: 'missing' | 'unknown' | 'type' | 'value' | 'format';
  /** The offending value; for `missing` the path the value should have, for `unknown` that of the extra one. */
  readonly path: ValuePath;
  /** The schema keyword that was broken (`type`, `enum`, `required`, `pattern` …). */
  readonly keyword: string;
  /** JSON pointer below the tool's `parameters`, of the keyword or, for `missing`, of the missing property's schema. */
  readonly schemaPointer: string;
  /** The schema that holds the keyword, to say what was expected. */
  readonly schema: JsonObject;
  /** For `unknown`: true if the object is open and only nested, so that the author probably mistyped a name. */
  readonly open?: boolean;
}

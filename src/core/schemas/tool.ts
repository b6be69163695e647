import type { Message } from '../l10n/messages.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A JSON Schema: an object or a boolean, of any dialect docs/format.md names. */
export type JsonSchema = JsonObject | boolean;

export type SchemaDialect = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

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
  /** The schema of what the tool gives back, where the source says it. */
  readonly returns: JsonSchema | undefined;
  readonly file: ToolFile;
  /** JSON pointer, in the file, of the whole tool or operation. */
  readonly pointer: string;
  /** The HTTP operation behind it, for OpenAPI. */
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

/** Where a JSON pointer's node stands in its file. `key` is absent for array items and the root. */
export interface PointerPlace {
  readonly key: TextRange | undefined;
  readonly value: TextRange;
}

/** A file (or an inline block) that was read for tools. */
export interface ToolFile {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly format: ToolFormat | undefined;
  readonly tools: readonly Tool[];
  readonly problems: readonly SchemaProblem[];
  /** The place of the node at a JSON pointer, or of its nearest existing ancestor. */
  place(pointer: string): PointerPlace;
  /**
   * The place of a node of one tool's parameter schema, given as a JSON pointer below `parameters`
   * (`/properties/city/type`). It may lie elsewhere in the file (a `$ref`) or come from an OpenAPI parameter.
   */
  parameterPlace(tool: Tool, pointer: string): ParameterPlace;
}

/** Where a node of a tool's parameter schema was declared, which may be another file than the tool's. */
export interface ParameterPlace {
  readonly uri: string;
  readonly place: PointerPlace;
  /** The node's own JSON pointer in the file it was declared in. */
  readonly pointer: string;
  /** That file's text and places, for what stands beside the node. */
  readonly source: Pick<ToolFile, 'text' | 'lines' | 'place'>;
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
  /** True if the text is no JSON or YAML from here on, so that what stands behind it may not have been read. */
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

/** A step from the arguments' root to a value: a property name or an array index. */
export type ValuePath = readonly (string | number)[];

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

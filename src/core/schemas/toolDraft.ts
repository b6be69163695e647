import type { SchemaNode } from './schemaNode.ts';
import type { Tool, ToolFormat } from './tool.ts';

/** A tool as a file declares it, before its schema is put together. */
export interface ToolDraft {
  readonly name: string;
  /** JSON pointer of the tool's name in the file, for findings about it. */
  readonly description: string;
  readonly strict: boolean;
  readonly format: ToolFormat;
  /** The whole tool or operation. */
  readonly node: SchemaNode;
  readonly operation: Tool['operation'];
  /** Put off until the tool is used: a file may have thousands of operations. */
  readonly parameters: () => ParametersDraft;
  readonly returns: () => SchemaNode | undefined;
}

/** Where a tool's parameters come from: one schema, or fields gathered from all over an operation. */
export type ParametersDraft =
  | { readonly kind: 'schema'; readonly node: SchemaNode | undefined }
  | { readonly kind: 'fields'; readonly fields: readonly Field[]; readonly others: SchemaNode | undefined };

/** A parameter of an operation, or a property of its body. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  /** Where the parameter is declared. */
  readonly declared: SchemaNode;
  /** Its schema: absent for a parameter without one, which takes anything. */
  readonly schema: SchemaNode | undefined;
  /** Said of the parameter rather than of its schema. */
  readonly description: string | undefined;
}

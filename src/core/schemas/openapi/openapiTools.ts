import { isObject, member } from '../../text/json.ts';
import type { References } from '../references.ts';
import { getChildNode, type SchemaNode } from '../schemaNode.ts';
import type { ToolDraft } from '../toolDraft.ts';
import { operationNames } from './names.ts';
import { followReference, getOperations, type OpenapiFormat, type Operation } from './operations.ts';
import { mediaSchema, type OpenapiSettings, operationParameters } from './parameters.ts';

/** What the project file says about OpenAPI documents and the names of their tools. */
export interface OpenapiOptions {
  readonly openapi: OpenapiSettings;
  /** Tool names by `METHOD /path` or operationId. */
  readonly names: Readonly<Record<string, string>>;
}

/** One tool for each operation of an OpenAPI or Swagger document. */
export function openapiTools(
  root: SchemaNode,
  format: OpenapiFormat,
  references: References,
  options: OpenapiOptions,
): readonly ToolDraft[] {
  const operations = getOperations(root, references);
  const names = operationNames(operations, options.names);
  return operations.map((operation, index) => ({
    name: names[index] ?? operation.path,
    description: descriptionOf(operation),
    strict: false,
    format,
    node: operation.node,
    operation: {
      method: operation.method.toUpperCase(),
      path: operation.path,
      tags: operation.tags,
      id: operation.id,
    },
    parameters: () => operationParameters(operation, format, references, options.openapi),
    returns: () => responseSchema(operation, references),
  }));
}

function descriptionOf({ value }: Operation): string {
  const texts = [member(value, 'summary'), member(value, 'description')];
  return [...new Set(texts.filter((text) => typeof text === 'string' && text.trim() !== ''))].join('\n\n');
}

/** The JSON body of the first 2xx response; `default` if there is none. */
function responseSchema(operation: Operation, references: References): SchemaNode | undefined {
  const responses = getChildNode(operation.node, 'responses');
  if (responses === undefined || !isObject(responses.value)) return undefined;
  const codes = Object.keys(responses.value);
  const code = codes.find((name) => /^2(\d\d|XX)$/i.test(name)) ?? codes.find((name) => name === 'default');
  const declared = code === undefined ? undefined : getChildNode(responses, code);
  const response = declared === undefined ? undefined : followReference(declared, references);
  if (response === undefined) return undefined;
  return getChildNode(response, 'schema') ?? mediaSchema(response);
}

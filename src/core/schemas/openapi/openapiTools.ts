import type { ToolDraft } from '../draft.ts';
import { isObject, member } from '../pointer.ts';
import { childSite, type References, type SchemaSite } from '../references.ts';
import { operationNames } from './names.ts';
import { followed, type OpenapiFormat, type Operation, operationsOf } from './operations.ts';
import { mediaSchema, type OpenapiSettings, operationParameters } from './parameters.ts';

/** What the project file says about OpenAPI documents and the names of their tools. */
export interface OpenapiOptions {
  readonly openapi: OpenapiSettings;
  /** Tool names by `METHOD /path` or operationId. */
  readonly names: Readonly<Record<string, string>>;
}

/** One tool for each operation of an OpenAPI or Swagger document. */
export function openapiTools(
  root: SchemaSite,
  format: OpenapiFormat,
  references: References,
  options: OpenapiOptions,
): readonly ToolDraft[] {
  const operations = operationsOf(root, references);
  const names = operationNames(operations, options.names);
  return operations.map((operation, index) => ({
    name: names[index] ?? operation.path,
    description: descriptionOf(operation),
    strict: false,
    format,
    site: operation.site,
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
function responseSchema(operation: Operation, references: References): SchemaSite | undefined {
  const responses = childSite(operation.site, 'responses');
  if (responses === undefined || !isObject(responses.value)) return undefined;
  const codes = Object.keys(responses.value);
  const code = codes.find((name) => /^2(\d\d|XX)$/i.test(name)) ?? codes.find((name) => name === 'default');
  const declared = code === undefined ? undefined : childSite(responses, code);
  const response = declared === undefined ? undefined : followed(declared, references);
  if (response === undefined) return undefined;
  return childSite(response, 'schema') ?? mediaSchema(response);
}

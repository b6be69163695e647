import { isObject, member } from '../../text/json.ts';
import type { References } from '../references.ts';
import { getChildNode, type SchemaNode } from '../schemaNode.ts';
import type { Field, ParametersDraft } from '../toolDraft.ts';
import { type BodyFields, bodyFields } from './body.ts';
import { followReference, getItems, type OpenapiFormat, type Operation } from './operations.ts';

/** What the project file says about reading OpenAPI documents. */
export interface OpenapiSettings {
  /** Parameter locations (`in`) that count as arguments besides path, query and body. */
  readonly in: readonly ('header' | 'cookie')[];
  /** Parameters that something else fills in, such as `sign`. */
  readonly ignoreParameters: readonly string[];
}

interface Declared {
  readonly name: string;
  readonly place: string;
  readonly node: SchemaNode;
}

const NO_BODY: BodyFields = { fields: [], others: undefined };

/** An operation's arguments: the parameters of its path and its own, and the fields of its body. */
export function operationParameters(
  operation: Operation,
  format: OpenapiFormat,
  references: References,
  settings: OpenapiSettings,
): ParametersDraft {
  const declared = declaredParameters(operation, references);
  const isIncluded = (name: string): boolean => !settings.ignoreParameters.includes(name);
  const places = new Set<string>(['path', 'query', ...settings.in]);
  const fields = declared.filter(({ name, place }) => places.has(place) && isIncluded(name)).map(parameterField);
  const body =
    format === 'swagger-2.0' ? swaggerBody(declared, references) : requestBody(operation, format, references);
  return {
    kind: 'fields',
    fields: merged(
      fields,
      body.fields.filter(({ name }) => isIncluded(name)),
    ),
    others: body.others,
  };
}

/** An operation's own parameters win over those its path gives to all its operations. */
function declaredParameters(operation: Operation, references: References): readonly Declared[] {
  const found = new Map<string, Declared>();
  for (const owner of [operation.pathItem, operation.node]) {
    for (const item of getItems(owner, 'parameters')) {
      const node = followReference(item, references);
      if (node === undefined || !isObject(node.value)) continue;
      const name = member(node.value, 'name');
      const place = member(node.value, 'in');
      if (typeof name !== 'string' || typeof place !== 'string') continue;
      found.set(`${place} ${name}`, { name, place, node });
    }
  }
  return [...found.values()];
}

function parameterField({ name, place, node }: Declared): Field {
  const value = isObject(node.value) ? node.value : {};
  const description = member(value, 'description');
  return {
    name,
    // A path cannot be built without its parameters, whether the author says so or not.
    required: place === 'path' || member(value, 'required') === true,
    declared: node,
    schema: parameterSchema(node),
    description: typeof description === 'string' ? description : undefined,
  };
}

/** OpenAPI 3 keeps a parameter's schema under `schema` or a media type; in Swagger 2.0 the parameter is the schema. */
function parameterSchema(node: SchemaNode): SchemaNode | undefined {
  const schema = getChildNode(node, 'schema') ?? mediaSchema(node);
  if (schema !== undefined) return schema;
  if (!isObject(node.value) || member(node.value, 'type') === undefined) return undefined;
  const { name, in: place, required, description, collectionFormat, allowEmptyValue, ...keywords } = node.value;
  return { source: node.source, pointer: node.pointer, value: keywords };
}

function swaggerBody(declared: readonly Declared[], references: References): BodyFields {
  const form = declared.filter(({ place }) => place === 'formData').map(parameterField);
  const body = declared.find(({ place }) => place === 'body');
  if (body === undefined) return { fields: form, others: undefined };
  const schema = getChildNode(body.node, 'schema');
  if (schema === undefined) return { fields: [...form, parameterField(body)], others: undefined };
  const required = !isObject(body.node.value) || member(body.node.value, 'required') !== false;
  const read = bodyFields(schema, body.node, required, { references, keepsSiblings: false });
  return { fields: [...form, ...read.fields], others: read.others };
}

function requestBody(operation: Operation, format: OpenapiFormat, references: References): BodyFields {
  const declared = getChildNode(operation.node, 'requestBody');
  const body = declared === undefined ? undefined : followReference(declared, references);
  const schema = body === undefined ? undefined : mediaSchema(body);
  if (body === undefined || schema === undefined || isEmpty(schema)) return NO_BODY;
  const required = !isObject(body.value) || member(body.value, 'required') !== false;
  return bodyFields(schema, body, required, { references, keepsSiblings: format === 'openapi-3.1' });
}

/** The schema of the JSON content, else of the first content there is. */
export function mediaSchema(node: SchemaNode): SchemaNode | undefined {
  const content = getChildNode(node, 'content');
  if (content === undefined || !isObject(content.value)) return undefined;
  const types = Object.keys(content.value);
  const type =
    types.find((name) => /^application\/json\b/i.test(name)) ?? types.find((name) => /json/i.test(name)) ?? types[0];
  return type === undefined ? undefined : getChildNode(content, type, 'schema');
}

function isEmpty(schema: SchemaNode): boolean {
  return isObject(schema.value) && Object.keys(schema.value).length === 0;
}

/** Parameters keep their names; a field of the body that has the same one gets `_body`. */
function merged(parameters: readonly Field[], body: readonly Field[]): readonly Field[] {
  const fields: Field[] = [];
  const taken = new Set<string>();
  const add = (field: Field, suffix: string): void => {
    let name = field.name;
    while (taken.has(name)) name += suffix;
    taken.add(name);
    fields.push({ ...field, name });
  };
  for (const field of parameters) add(field, '_query');
  for (const field of body) add(field, '_body');
  return fields;
}

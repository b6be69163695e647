import type { Field, ParametersDraft } from '../draft.ts';
import { isObject, member } from '../pointer.ts';
import { childSite, type References, type SchemaSite } from '../references.ts';
import { type BodyFields, bodyFields } from './body.ts';
import { followed, itemsOf, type OpenapiFormat, type Operation } from './operations.ts';

/** What the project file says about reading OpenAPI documents. */
export interface OpenapiSettings {
  /** Parameter places that count as arguments besides path, query and body. */
  readonly in: readonly ('header' | 'cookie')[];
  /** Parameters that something else fills in, such as `sign`. */
  readonly ignoreParameters: readonly string[];
}

interface Declared {
  readonly name: string;
  readonly place: string;
  readonly site: SchemaSite;
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
  const wanted = (name: string): boolean => !settings.ignoreParameters.includes(name);
  const places = new Set<string>(['path', 'query', ...settings.in]);
  const fields = declared.filter(({ name, place }) => places.has(place) && wanted(name)).map(parameterField);
  const body = format === 'swagger-2.0' ? swaggerBody(declared, references) : requestBody(operation, references);
  return {
    kind: 'fields',
    fields: merged(
      fields,
      body.fields.filter(({ name }) => wanted(name)),
    ),
    others: body.others,
  };
}

/** An operation's own parameters win over those its path gives to all its operations. */
function declaredParameters(operation: Operation, references: References): readonly Declared[] {
  const found = new Map<string, Declared>();
  for (const owner of [operation.pathItem, operation.site]) {
    for (const item of itemsOf(owner, 'parameters')) {
      const site = followed(item, references);
      if (site === undefined || !isObject(site.value)) continue;
      const name = member(site.value, 'name');
      const place = member(site.value, 'in');
      if (typeof name !== 'string' || typeof place !== 'string') continue;
      found.set(`${place} ${name}`, { name, place, site });
    }
  }
  return [...found.values()];
}

function parameterField({ name, place, site }: Declared): Field {
  const value = isObject(site.value) ? site.value : {};
  const description = member(value, 'description');
  return {
    name,
    // A path cannot be built without its parameters, whether the author says so or not.
    required: place === 'path' || member(value, 'required') === true,
    declared: site,
    schema: parameterSchema(site),
    description: typeof description === 'string' ? description : undefined,
  };
}

/** OpenAPI 3 keeps a parameter's schema under `schema` or a media type; in Swagger 2.0 the parameter is the schema. */
function parameterSchema(site: SchemaSite): SchemaSite | undefined {
  const schema = childSite(site, 'schema') ?? mediaSchema(site);
  if (schema !== undefined) return schema;
  if (!isObject(site.value) || member(site.value, 'type') === undefined) return undefined;
  const { name, in: place, required, description, collectionFormat, allowEmptyValue, ...keywords } = site.value;
  return { source: site.source, pointer: site.pointer, value: keywords };
}

function swaggerBody(declared: readonly Declared[], references: References): BodyFields {
  const form = declared.filter(({ place }) => place === 'formData').map(parameterField);
  const body = declared.find(({ place }) => place === 'body');
  if (body === undefined) return { fields: form, others: undefined };
  const schema = childSite(body.site, 'schema');
  if (schema === undefined) return { fields: [...form, parameterField(body)], others: undefined };
  const required = !isObject(body.site.value) || member(body.site.value, 'required') !== false;
  const read = bodyFields(schema, body.site, required, references);
  return { fields: [...form, ...read.fields], others: read.others };
}

function requestBody(operation: Operation, references: References): BodyFields {
  const declared = childSite(operation.site, 'requestBody');
  const body = declared === undefined ? undefined : followed(declared, references);
  const schema = body === undefined ? undefined : mediaSchema(body);
  if (body === undefined || schema === undefined || isEmpty(schema)) return NO_BODY;
  const required = !isObject(body.value) || member(body.value, 'required') !== false;
  return bodyFields(schema, body, required, references);
}

/** The schema of the JSON content, else of the first content there is. */
export function mediaSchema(site: SchemaSite): SchemaSite | undefined {
  const content = childSite(site, 'content');
  if (content === undefined || !isObject(content.value)) return undefined;
  const types = Object.keys(content.value);
  const type =
    types.find((name) => /^application\/json\b/i.test(name)) ?? types.find((name) => /json/i.test(name)) ?? types[0];
  return type === undefined ? undefined : childSite(content, type, 'schema');
}

function isEmpty(schema: SchemaSite): boolean {
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

import { isList, isObject, member, stringsOf } from '../pointer.ts';
import { childSite, type References, type SchemaSite } from '../references.ts';
import type { JsonObject, ToolFormat } from '../tool.ts';

/** The methods an OpenAPI path item can have. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export type OpenapiFormat = Extract<ToolFormat, 'openapi-3.0' | 'openapi-3.1' | 'swagger-2.0'>;

/** One operation with what it inherits from its path. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string | undefined;
  readonly tags: readonly string[];
  readonly site: SchemaSite;
  readonly pathItem: SchemaSite;
  readonly value: JsonObject;
}

/** The version of an OpenAPI document, or undefined for anything else. */
export function openapiFormat(root: SchemaSite): OpenapiFormat | undefined {
  if (!isObject(root.value) || !isObject(member(root.value, 'paths'))) return undefined;
  const swagger = member(root.value, 'swagger');
  if (swagger !== undefined) return 'swagger-2.0';
  const version = String(member(root.value, 'openapi') ?? '');
  if (/^3\.0/.test(version)) return 'openapi-3.0';
  return version.startsWith('3') ? 'openapi-3.1' : undefined;
}

/** Every operation of a document, in its order. Path items may stand elsewhere and be referred to. */
export function operationsOf(root: SchemaSite, references: References): readonly Operation[] {
  const paths = childSite(root, 'paths');
  if (paths === undefined || !isObject(paths.value)) return [];
  return Object.keys(paths.value).flatMap((path) => {
    const declared = path.startsWith('x-') ? undefined : childSite(paths, path);
    const pathItem = declared === undefined ? undefined : followed(declared, references);
    if (pathItem === undefined) return [];
    return METHODS.flatMap((method) => operationOf(pathItem, path, method) ?? []);
  });
}

function operationOf(pathItem: SchemaSite, path: string, method: string): Operation | undefined {
  const site = childSite(pathItem, method);
  if (site === undefined || !isObject(site.value)) return undefined;
  const id = member(site.value, 'operationId');
  return {
    method,
    path,
    id: typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined,
    tags: stringsOf(member(site.value, 'tags')),
    site,
    pathItem,
    value: site.value,
  };
}

/** The node behind a chain of `$ref`; the node itself if there is none, undefined if the chain breaks. */
export function followed(site: SchemaSite, references: References): SchemaSite | undefined {
  let current = site;
  for (let hops = 0; hops < 50; hops++) {
    const reference = isObject(current.value) ? member(current.value, '$ref') : undefined;
    if (typeof reference !== 'string') return current;
    const target = references.resolve(current.source, '', reference);
    if (typeof target === 'string') return undefined;
    current = target;
  }
  return undefined;
}

/** The items of a list that stands under `key`, as sites. */
export function itemsOf(site: SchemaSite, key: string): readonly SchemaSite[] {
  const list = childSite(site, key);
  if (list === undefined || !isList(list.value)) return [];
  return [...list.value.keys()].flatMap((index) => childSite(list, index) ?? []);
}

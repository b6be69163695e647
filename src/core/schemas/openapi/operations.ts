import type { JsonObject } from '../../text/json.ts';
import { isList, isObject, member } from '../../text/json.ts';
import { getStrings } from '../../text/jsonPointer.ts';
import type { References } from '../references.ts';
import { getChildNode, type SchemaNode } from '../schemaNode.ts';
import type { ToolFormat } from '../tool.ts';

/** The methods an OpenAPI path item can have. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export type OpenapiFormat = Extract<ToolFormat, 'openapi-3.0' | 'openapi-3.1' | 'swagger-2.0'>;

/** One operation with what it inherits from its path. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string | undefined;
  readonly tags: readonly string[];
  readonly node: SchemaNode;
  readonly pathItem: SchemaNode;
  readonly value: JsonObject;
}

/** The version of an OpenAPI document, or undefined for anything else. */
export function getOpenapiFormat(root: SchemaNode): OpenapiFormat | undefined {
  if (!isObject(root.value) || !isObject(member(root.value, 'paths'))) return undefined;
  const swagger = member(root.value, 'swagger');
  if (swagger !== undefined) return 'swagger-2.0';
  const version = String(member(root.value, 'openapi') ?? '');
  if (/^3\.0/.test(version)) return 'openapi-3.0';
  return version.startsWith('3') ? 'openapi-3.1' : undefined;
}

/** Every operation of a document, in its order. Path items may be elsewhere and be referred to. */
export function getOperations(root: SchemaNode, references: References): readonly Operation[] {
  const paths = getChildNode(root, 'paths');
  if (paths === undefined || !isObject(paths.value)) return [];
  return Object.keys(paths.value).flatMap((path) => {
    const declared = path.startsWith('x-') ? undefined : getChildNode(paths, path);
    const pathItem = declared === undefined ? undefined : followReference(declared, references);
    if (pathItem === undefined) return [];
    return METHODS.flatMap((method) => operationOf(pathItem, path, method, references) ?? []);
  });
}

function operationOf(
  pathItem: SchemaNode,
  path: string,
  method: string,
  references: References,
): Operation | undefined {
  const declared = getChildNode(pathItem, method);
  // An operation that is elsewhere is followed; a reference that leads nowhere is reported, and is no operation.
  const node = declared === undefined ? undefined : followReference(declared, references);
  if (node === undefined || !isObject(node.value)) return undefined;
  const id = member(node.value, 'operationId');
  return {
    method,
    path,
    id: typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined,
    tags: getStrings(member(node.value, 'tags')),
    node,
    pathItem,
    value: node.value,
  };
}

/** The node at the end of a chain of `$ref`; the node itself if there is none, undefined if the chain breaks. */
export function followReference(node: SchemaNode, references: References): SchemaNode | undefined {
  let current = node;
  for (let hops = 0; hops < 50; hops++) {
    const reference = isObject(current.value) ? member(current.value, '$ref') : undefined;
    if (typeof reference !== 'string') return current;
    const target = references.resolve(current.source, '', reference);
    if (typeof target === 'string') return undefined;
    current = target;
  }
  return undefined;
}

/** The items of a list that is under `key`, as nodes. */
export function getItems(node: SchemaNode, key: string): readonly SchemaNode[] {
  const list = getChildNode(node, key);
  if (list === undefined || !isList(list.value)) return [];
  return [...list.value.keys()].flatMap((index) => getChildNode(list, index) ?? []);
}

import { isList, isObject, type JsonObject, type JsonValue, member } from '../text/json.ts';
import { appendPointer, getParentPointer } from '../text/jsonPointer.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';
import type { SchemaNode } from './schemaNode.ts';

/** The schemas of a source that name themselves: by `$id`, which also sets a base for the references within, or by an anchor. */
export interface SchemaResources {
  /** The schema whose `$id`, resolved against those around it, is an address. */
  get(address: string): SchemaNode | undefined;
  /** The pointer of the nearest schema with an `$id` that contains a node; undefined if there is none. */
  findResource(pointer: string): string | undefined;
  /** The address that relative references within a resource are resolved against. */
  getBase(resource: string): string;
  /** The schema with an anchor: within its resource if one is there, else anywhere in the source. */
  findAnchor(resource: string, name: string): SchemaNode | undefined;
}

/** True for a schema with an `$id` of its own: references within it start there. An `$id` that is a fragment is an anchor. */
export function namesResource(schema: JsonObject): boolean {
  const id = member(schema, '$id');
  return typeof id === 'string' && !id.startsWith('#');
}

/** Keywords whose values are data: an `$id` in them names nothing. */
const DATA: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'example', 'examples']);

/** Keywords whose members have names that are not keywords. */
const MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
  'schemas',
]);

const ANCHORS = ['$anchor', '$dynamicAnchor'] as const;

/** Collects the resources and anchors of a source. */
export function createSchemaResources(source: SourceDocument): SchemaResources {
  const byAddress = new Map<string, SchemaNode>();
  const bases = new Map<string, string>();
  const anchors = new Map<string, SchemaNode>();
  const anywhere = new Map<string, SchemaNode>();
  const resourceOf = (pointer: string): string | undefined => {
    for (let head = pointer; ; head = getParentPointer(head)) {
      if (bases.has(head)) return head;
      if (head === '') return undefined;
    }
  };
  const baseOf = (pointer: string): string => bases.get(resourceOf(pointer) ?? '') ?? source.uri;
  const addAnchor = (name: string, node: SchemaNode): void => {
    anchors.set(`${resourceOf(node.pointer) ?? ''}#${name}`, node);
    if (!anywhere.has(name)) anywhere.set(name, node);
  };
  for (const { object: value, toPointer } of schemaObjects(source.value)) {
    const id = member(value, '$id') ?? member(value, 'id');
    const names = ANCHORS.flatMap((key) => member(value, key) ?? []).filter((name) => typeof name === 'string');
    if (typeof id !== 'string' && names.length === 0) continue;
    const node: SchemaNode = { source, pointer: toPointer(), value };
    if (typeof id === 'string' && id.startsWith('#')) addAnchor(id.slice(1), node);
    else if (typeof member(value, '$id') === 'string' && typeof id === 'string') {
      const address = resolveAddress(baseOf(getParentPointer(node.pointer)), id).replace(/#$/, '');
      bases.set(node.pointer, address);
      if (!byAddress.has(address)) byAddress.set(address, node);
      if (!byAddress.has(id)) byAddress.set(id, node);
    }
    for (const name of names) addAnchor(name, node);
  }
  return {
    get: (address) => byAddress.get(address),
    findResource: resourceOf,
    getBase: baseOf,
    findAnchor: (resource, name) => anchors.get(`${resourceOf(resource) ?? ''}#${name}`) ?? anywhere.get(name),
  };
}

const ADDRESS = /^([a-z][a-z\d+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** An address relative to another (RFC 3986, 5.2); as it is where the other has no hierarchy. */
export function resolveAddress(base: string, address: string): string {
  const [, scheme, authority, path = '', query = '', fragment = ''] = ADDRESS.exec(address) ?? [];
  const [, baseScheme = '', baseAuthority = '', basePath = '', baseQuery = ''] = ADDRESS.exec(base) ?? [];
  if (scheme !== undefined) return address;
  if (authority !== undefined) return `${baseScheme}${address}`;
  if (path === '') return `${baseScheme}${baseAuthority}${basePath}${query === '' ? baseQuery : query}${fragment}`;
  const folder = basePath.slice(0, basePath.lastIndexOf('/') + 1) || (baseAuthority === '' ? '' : '/');
  const joined = path.startsWith('/') ? path : `${folder}${path}`;
  return `${baseScheme}${baseAuthority}${withoutDots(joined)}${query}${fragment}`;
}

function withoutDots(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.splice(Math.max(1, steps.length - 1));
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

interface Open {
  readonly value: JsonValue;
  readonly step: string;
  readonly parent: Open | undefined;
  /** True if the members of the value are named freely. */
  readonly isMap: boolean;
}

/** An object that may be a schema, and its pointer. */
interface SchemaObject {
  readonly object: JsonObject;
  toPointer(): string;
}

/** Every object of a value but those within data, outer ones first. Without recursion, so that no nesting is too deep. */
export function* schemaObjects(root: JsonValue | undefined): Generator<SchemaObject> {
  const open: Open[] = root === undefined ? [] : [{ value: root, step: '', parent: undefined, isMap: false }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const current = node;
    if (isObject(current.value)) yield { object: current.value, toPointer: () => pointerTo(current) };
    else if (!isList(current.value)) continue;
    for (const [step, value] of Object.entries(current.value)) {
      if (typeof value !== 'object' || value === null || (!current.isMap && DATA.has(step))) continue;
      open.push({ value, step, parent: current, isMap: !current.isMap && MAPS.has(step) });
    }
  }
}

function pointerTo(node: Open): string {
  const steps: string[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) steps.unshift(at.step);
  return appendPointer('', ...steps);
}

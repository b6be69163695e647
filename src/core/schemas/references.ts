import type { JsonValue } from '../text/json.ts';
import { isObject, member } from '../text/json.ts';
import { toPointerSteps, valueAt } from '../text/jsonPointer.ts';
import { resolveReference } from '../text/paths.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';
import type { Steps } from '../text/timeSlices.ts';
import { getChildNode, getNodeKey, type SchemaNode } from './schemaNode.ts';
import { createSchemaResources, resolveAddress, type SchemaResources, schemaObjects } from './schemaResources.ts';

export type ReferenceFailure = 'network' | 'outside' | 'unreadable' | 'nowhere' | 'endless' | 'chain';

/** Longer chains of schemas that are only references are not followed. */
export const MAX_REFERENCE_CHAIN = 50;

/** Resolves the references of a file among the sources that were read for it. */
export interface References {
  /** `root` is the schema that holds the reference: `#/$defs/x` is looked up there first, then in the whole file. */
  resolve(from: SourceDocument, root: string, reference: string): SchemaNode | ReferenceFailure;
  /** The pointer of the nearest schema with an `$id` that contains a node: its references are resolved there. */
  findResource(node: SchemaNode): string | undefined;
}

/** References among `sources`, by URI. What is not among them was not readable, or lies outside the workspace. */
export function createReferences(sources: ReadonlyMap<string, SourceDocument>, roots: readonly string[]): References {
  const known = new Map<SourceDocument, SchemaResources>();
  const getResources = (source: SourceDocument): SchemaResources => {
    const resources = known.get(source) ?? createSchemaResources(source);
    known.set(source, resources);
    return resources;
  };
  const nameless = new Map<SourceDocument, boolean>();
  /** True for a text without an `$id`, so that it need not be searched for resources. */
  const namesNothing = (source: SourceDocument): boolean => {
    const isNameless = nameless.get(source) ?? !source.text.includes('$id');
    nameless.set(source, isNameless);
    return isNameless;
  };
  const byId = (id: string): SchemaNode | undefined => {
    for (const source of sources.values()) {
      const found = getResources(source).get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const find: References['resolve'] = (from, root, reference) => {
    const hash = reference.indexOf('#');
    const address = hash === -1 ? reference : reference.slice(0, hash);
    const fragment = hash === -1 ? '' : reference.slice(hash + 1);
    const within = (source: SourceDocument, base: string): SchemaNode | undefined =>
      withinFile(source, base, fragment, getResources);
    if (address === '') return within(from, root) ?? byId(reference) ?? 'nowhere';
    const named = byId(resolveAddress(getResources(from).getBase(root), address)) ?? byId(address);
    if (named !== undefined) return within(named.source, named.pointer) ?? 'nowhere';
    const target = resolveReference(from.uri, address, roots);
    if (!target.ok) return target.reason;
    const source = sources.get(target.uri);
    if (source?.value === undefined) return 'unreadable';
    return within(source, '') ?? 'nowhere';
  };
  return {
    resolve(from, root, reference) {
      const target = find(from, root, reference);
      return typeof target === 'string' ? target : (getChainFailure(target, root, find) ?? target);
    },
    findResource: ({ source, pointer }) =>
      namesNothing(source) ? undefined : getResources(source).findResource(pointer),
  };
}

/** Why a schema that is only a reference to a reference … never says anything, or is not followed to its end. */
function getChainFailure(
  start: SchemaNode,
  root: string,
  find: References['resolve'],
): 'endless' | 'chain' | undefined {
  const seen = new Set<string>();
  for (let node = start; ; ) {
    const reference = isObject(node.value) ? member(node.value, '$ref') : undefined;
    if (typeof reference !== 'string') return undefined;
    const key = getNodeKey(node);
    if (seen.has(key)) return 'endless';
    if (seen.size >= MAX_REFERENCE_CHAIN) return 'chain';
    seen.add(key);
    const target = find(node.source, node.source === start.source ? root : '', reference);
    if (typeof target === 'string') return undefined;
    node = target;
  }
}

/** How many objects are searched for references in one step. */
const STEP_OBJECTS = 1000;

/** Every address outside its own file that a source refers to. */
export function* getExternalReferences(value: JsonValue | undefined): Steps<ReadonlySet<string>> {
  const found = new Set<string>();
  let objects = 0;
  for (const { object } of schemaObjects(value)) {
    if (++objects % STEP_OBJECTS === 0) yield;
    const reference = member(object, '$ref');
    if (typeof reference !== 'string' || reference.startsWith('#')) continue;
    found.add(reference.split('#', 1)[0] ?? '');
  }
  return found;
}

function withinFile(
  source: SourceDocument,
  root: string,
  fragment: string,
  getResources: (source: SourceDocument) => SchemaResources,
): SchemaNode | undefined {
  if (source.value === undefined) return undefined;
  const decoded = decode(fragment);
  if (decoded !== '' && !decoded.startsWith('/')) return getResources(source).findAnchor(root, decoded);
  for (const base of root === '' ? [''] : [root, '']) {
    const node = locate(source, base, decoded) ?? locate(source, base, fragment);
    if (node !== undefined) return node;
  }
  return undefined;
}

function locate(source: SourceDocument, base: string, fragment: string): SchemaNode | undefined {
  const start = source.value === undefined ? undefined : valueAt(source.value, base);
  if (start === undefined) return undefined;
  const root: SchemaNode = { source, pointer: base, value: start };
  const steps = toPointerSteps(fragment);
  return getChildNode(root, ...steps) ?? looseName(root, steps);
}

/** Some exporters do not escape `/` in a definition's name: then all that follows its collection is the name. */
function looseName(root: SchemaNode, steps: readonly string[]): SchemaNode | undefined {
  const collection = steps[0] === 'components' ? 2 : 1;
  if (steps.length <= collection + 1) return undefined;
  return getChildNode(root, ...steps.slice(0, collection), steps.slice(collection).join('/'));
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

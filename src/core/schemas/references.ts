import { resolveReference } from '../workspace/paths.ts';
import { below, child, isList, isObject, member, stepsOf, valueAt } from './pointer.ts';
import type { SourceDocument } from './source/sourceDocument.ts';
import type { JsonObject, JsonValue } from './tool.ts';

/** A node of a source: what is there, and where. */
export interface SchemaSite {
  readonly source: SourceDocument;
  readonly pointer: string;
  readonly value: JsonValue;
}

export type ReferenceFailure = 'network' | 'outside' | 'unreadable' | 'nowhere' | 'endless';

/** Resolves the references of a file among the sources that were read for it. */
export interface References {
  /** `root` is the schema that holds the reference: `#/$defs/x` is looked up there first, then in the whole file. */
  resolve(from: SourceDocument, root: string, reference: string): SchemaSite | ReferenceFailure;
}

/** A site's member or item, or undefined if there is none. */
export function childSite(site: SchemaSite, ...steps: readonly (string | number)[]): SchemaSite | undefined {
  let value: JsonValue | undefined = site.value;
  for (const step of steps) {
    value = child(value, String(step));
    if (value === undefined) return undefined;
  }
  return { source: site.source, pointer: below(site.pointer, ...steps), value };
}

/** The key by which a site is known across files. */
export function siteKey(site: SchemaSite): string {
  return `${site.source.uri}#${site.pointer}`;
}

/** References among `sources`, by URI. What is not among them was not readable, or lies outside the workspace. */
export function createReferences(sources: ReadonlyMap<string, SourceDocument>, roots: readonly string[]): References {
  const identified = new Map<SourceDocument, ReadonlyMap<string, SchemaSite>>();
  const byId = (id: string): SchemaSite | undefined => {
    for (const source of sources.values()) {
      const known = identified.get(source) ?? identifiers(source);
      identified.set(source, known);
      const found = known.get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const find: References['resolve'] = (from, root, reference) => {
    const hash = reference.indexOf('#');
    const address = hash === -1 ? reference : reference.slice(0, hash);
    const fragment = hash === -1 ? '' : reference.slice(hash + 1);
    if (address === '') return withinFile(from, root, fragment) ?? byId(reference) ?? 'nowhere';
    const named = byId(address);
    if (named !== undefined) return withinFile(named.source, named.pointer, fragment) ?? 'nowhere';
    const target = resolveReference(from.uri, address, roots);
    if (!target.ok) return target.reason;
    const source = sources.get(target.uri);
    if (source?.value === undefined) return 'unreadable';
    return withinFile(source, '', fragment) ?? 'nowhere';
  };
  return {
    resolve(from, root, reference) {
      const target = find(from, root, reference);
      return typeof target !== 'string' && isEndless(target, root, find) ? 'endless' : target;
    },
  };
}

/** True for a schema that is only a reference to a reference … to itself, so that it never says anything. */
function isEndless(start: SchemaSite, root: string, find: References['resolve']): boolean {
  const seen = new Set<string>();
  for (let site = start; ; ) {
    const reference = isObject(site.value) ? member(site.value, '$ref') : undefined;
    if (typeof reference !== 'string') return false;
    const key = siteKey(site);
    if (seen.has(key)) return true;
    seen.add(key);
    const target = find(site.source, site.source === start.source ? root : '', reference);
    if (typeof target === 'string') return false;
    site = target;
  }
}

/** Every address outside its own file that a source refers to. */
export function externalReferences(value: JsonValue | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  visit(value, (object) => {
    const reference = member(object, '$ref');
    if (typeof reference !== 'string' || reference.startsWith('#')) return;
    found.add(reference.split('#', 1)[0] ?? '');
  });
  return found;
}

function withinFile(source: SourceDocument, root: string, fragment: string): SchemaSite | undefined {
  if (source.value === undefined) return undefined;
  const decoded = decode(fragment);
  if (decoded !== '' && !decoded.startsWith('/')) return anchored(source, root, decoded);
  for (const base of root === '' ? [''] : [root, '']) {
    const site = locate(source, base, decoded) ?? locate(source, base, fragment);
    if (site !== undefined) return site;
  }
  return undefined;
}

function locate(source: SourceDocument, base: string, fragment: string): SchemaSite | undefined {
  const start = source.value === undefined ? undefined : valueAt(source.value, base);
  if (start === undefined) return undefined;
  const root: SchemaSite = { source, pointer: base, value: start };
  const steps = stepsOf(fragment);
  return childSite(root, ...steps) ?? looseName(root, steps);
}

/** Some exporters forget to escape `/` in a definition's name: then all that follows its collection is the name. */
function looseName(root: SchemaSite, steps: readonly string[]): SchemaSite | undefined {
  const collection = steps[0] === 'components' ? 2 : 1;
  if (steps.length <= collection + 1) return undefined;
  return childSite(root, ...steps.slice(0, collection), steps.slice(collection).join('/'));
}

const ANCHORS = ['$anchor', '$dynamicAnchor'] as const;

function anchored(source: SourceDocument, root: string, name: string): SchemaSite | undefined {
  let found: SchemaSite | undefined;
  const isNamed = (object: JsonObject): boolean =>
    ANCHORS.some((key) => member(object, key) === name) ||
    member(object, '$id') === `#${name}` ||
    member(object, 'id') === `#${name}`;
  visit(source.value, (object, pointer) => {
    if (!isNamed(object) || (found !== undefined && !pointer().startsWith(root))) return;
    found = { source, pointer: pointer(), value: object };
  });
  return found;
}

function identifiers(source: SourceDocument): ReadonlyMap<string, SchemaSite> {
  const found = new Map<string, SchemaSite>();
  visit(source.value, (object, pointer) => {
    const id = member(object, '$id');
    if (typeof id !== 'string' || id.startsWith('#')) return;
    found.set(id.replace(/#$/, ''), { source, pointer: pointer(), value: object });
  });
  return found;
}

/** Visits every object of a value, without recursion, so that no nesting is too deep. */
function visit(root: JsonValue | undefined, see: (object: JsonObject, pointer: () => string) => void): void {
  interface Open {
    readonly value: JsonValue;
    readonly step: string;
    readonly parent: Open | undefined;
  }
  const pointerOf = (node: Open): string => {
    const steps: string[] = [];
    for (let at = node; at.parent !== undefined; at = at.parent) steps.unshift(at.step);
    return below('', ...steps);
  };
  const open: Open[] = root === undefined ? [] : [{ value: root, step: '', parent: undefined }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const current = node;
    if (isObject(current.value)) see(current.value, () => pointerOf(current));
    else if (!isList(current.value)) continue;
    for (const [step, value] of Object.entries(current.value)) {
      if (typeof value === 'object' && value !== null) open.push({ value, step, parent: current });
    }
  }
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

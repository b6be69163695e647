import type { JsonObject, JsonValue, PointerRange } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';
import { appendPointer } from '../text/jsonPointer.ts';
import { shortened } from '../text/shortened.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';
import type { Steps } from '../text/timeSlices.ts';
import { MAX_PARTS, MAX_SCHEMA_DEPTH } from './bundling/copySchema.ts';
import { describeExpectedShape, getBrokenReferenceMessage, getReferenceRule, say } from './inspectionMessages.ts';
import { getSubSchemas, hasValidShape } from './keywords.ts';
import type { References } from './references.ts';
import { getChildNode, getNodeKey, type SchemaNode } from './schemaNode.ts';
import { namesResource } from './schemaResources.ts';
import type { SchemaProblem } from './tool.ts';
import { readType } from './types.ts';
import { compilePattern } from './validation/patterns.ts';

/** A schema to look into, and what to know about where it is. */
export interface Inspected {
  readonly node: SchemaNode;
  /** The pointer of the schema resource it belongs to. */
  readonly root: string;
}

/** How the peculiarities of a format are handled: Gemini writes types in capitals, Swagger has a type `file`. */
export interface TypeConventions {
  isOwnType(name: string): boolean;
}

/** How many schemas are looked into in one step. */
const STEP_SCHEMAS = 500;

/** Everything wrong in some schemas of a file and in what they refer to, each location once. */
export function* inspectSchemas(
  main: SourceDocument,
  schemas: readonly Inspected[],
  references: References,
  conventions: TypeConventions,
): Steps<readonly SchemaProblem[]> {
  const inspection: Inspection = { main, references, conventions, problems: [], seen: new Set(), open: [] };
  for (const schema of schemas.toReversed()) {
    inspection.open.push({ ...schema, depth: 0, via: undefined, unit: { parts: 0 } });
  }
  for (let visit = inspection.open.pop(); visit !== undefined; visit = inspection.open.pop()) {
    const key = getNodeKey(visit.node);
    if (inspection.seen.has(key)) continue;
    inspection.seen.add(key);
    if (inspection.seen.size % STEP_SCHEMAS === 0) yield;
    inspectOne(visit, inspection);
  }
  return inspection.problems.sort((a, b) => a.start - b.start);
}

interface Inspection {
  readonly main: SourceDocument;
  readonly references: References;
  readonly conventions: TypeConventions;
  readonly problems: SchemaProblem[];
  readonly seen: Set<string>;
  readonly open: Visit[];
}

interface Visit extends Inspected {
  readonly depth: number;
  /** For a schema in another file: the location of the reference in the main file that leads to it. */
  readonly via: PointerRange['value'] | undefined;
  /** The parameters or definition it is a part of: what is compiled in one piece. */
  readonly unit: { parts: number };
}

type PointerSteps = readonly (string | number)[];

function report(
  inspection: Inspection,
  { node, via }: Visit,
  problem: Pick<SchemaProblem, 'rule' | 'message'>,
  steps: PointerSteps = [],
  fix?: (range: PointerRange['value']) => string,
): void {
  if (via !== undefined) {
    inspection.problems.push(fromElsewhere(problem, node.source, via));
    return;
  }
  const range = node.source.rangesAt(appendPointer(node.pointer, ...steps)).value;
  const fixed = fix === undefined ? {} : { fix: { range, replacement: fix(range) } };
  inspection.problems.push({ ...problem, ...range, ...fixed });
}

function inspectOne(visit: Visit, inspection: Inspection): void {
  const { value } = visit.node;
  if (typeof value === 'boolean') return;
  if (!isObject(value)) {
    report(inspection, visit, { rule: 'schema-invalid', message: say('schema') });
  } else if (visit.depth > MAX_SCHEMA_DEPTH) {
    report(inspection, visit, { rule: 'limit-reached', message: say('deep', { limit: MAX_SCHEMA_DEPTH }) });
  } else if (++visit.unit.parts > MAX_PARTS) {
    // Reported once; the parts after it are not looked at either.
    if (visit.unit.parts > MAX_PARTS + 1) return;
    report(inspection, visit, { rule: 'limit-reached', message: say('large', { limit: MAX_PARTS }) });
  } else {
    const own = namesResource(value) ? { ...visit, root: visit.node.pointer } : visit;
    inspectKeywords(own, value, inspection);
    inspectReference(own, value, inspection);
    openInner(own, value, inspection);
  }
}

function inspectReference(visit: Visit, schema: JsonObject, inspection: Inspection): void {
  const [keyword, reference] = referenceOf(schema) ?? [];
  if (keyword === undefined || reference === undefined) return;
  const { node, root, via } = visit;
  const target = inspection.references.resolve(node.source, root, reference);
  if (typeof target === 'string') {
    const message = getBrokenReferenceMessage(target, reference);
    report(inspection, visit, { rule: getReferenceRule(target), message }, [keyword]);
    return;
  }
  const isElsewhere = target.source !== inspection.main;
  const from = via ?? (isElsewhere ? node.source.rangesAt(appendPointer(node.pointer, keyword)).value : undefined);
  inspection.open.push({
    node: target,
    root: inspection.references.findResource(target) ?? (target.source === node.source ? root : ''),
    depth: 0,
    via: isElsewhere ? from : undefined,
    unit: { parts: 0 },
  });
}

function openInner({ node, root, depth, via, unit }: Visit, schema: JsonObject, { open }: Inspection): void {
  const inner = Object.entries(schema).flatMap(([keyword, value]) =>
    hasValidShape(keyword, value) ? getSubSchemas(keyword, value) : [],
  );
  for (const { steps } of inner.toReversed()) {
    const child = getChildNode(node, ...steps);
    if (child !== undefined) open.push({ node: child, root, depth: depth + 1, via, unit });
  }
}

function referenceOf(schema: JsonObject): readonly [string, string] | undefined {
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
    if (typeof value === 'string') return [keyword, value];
  }
  return undefined;
}

function fromElsewhere(
  problem: Pick<SchemaProblem, 'rule' | 'message'>,
  source: SourceDocument,
  via: PointerRange['value'],
): SchemaProblem {
  const file = decodeURIComponent(source.uri.slice(source.uri.lastIndexOf('/') + 1));
  return { rule: problem.rule, message: say('within', { file, message: problem.message }), ...via };
}

function inspectKeywords(visit: Visit, schema: JsonObject, inspection: Inspection): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (!hasValidShape(keyword, value)) {
      const message = say('shape', { keyword, expected: describeExpectedShape(keyword) });
      report(inspection, visit, { rule: 'schema-invalid', message }, [keyword]);
    } else if (keyword === 'type') {
      inspectTypes(visit, value, inspection);
    } else if (keyword === 'pattern' && typeof value === 'string') {
      inspectPattern(visit, value, [keyword], inspection);
    } else if (keyword === 'patternProperties' && isObject(value)) {
      for (const name of Object.keys(value)) inspectPattern(visit, name, [keyword, name], inspection);
    }
  }
}

function inspectPattern(visit: Visit, pattern: string, steps: PointerSteps, inspection: Inspection): void {
  const compiled = compilePattern(pattern);
  if (compiled.ok) return;
  const rule = compiled.reason === 'broken' ? 'schema-invalid' : 'limit-reached';
  report(inspection, visit, { rule, message: say(compiled.reason, { pattern: shortened(pattern) }) }, steps);
}

function inspectTypes(visit: Visit, value: JsonValue, inspection: Inspection): void {
  const names = isList(value) ? value : [value];
  for (const [index, name] of names.entries()) {
    const steps = isList(value) ? ['type', index] : ['type'];
    const text = typeof name === 'string' ? name : JSON.stringify(name);
    const reading = typeof name === 'string' ? readType(name) : { kind: 'unknown' as const };
    if (reading.kind === 'json' || inspection.conventions.isOwnType(text)) continue;
    if (reading.kind === 'unknown') {
      report(inspection, visit, { rule: 'schema-invalid', message: say('unknownType', { name: text }) }, steps);
      continue;
    }
    const message = say('nonstandard', { name: text, types: [...reading.types] });
    // A list cannot be within a list of types.
    const meant = reading.types.length === 1 ? reading.types[0] : isList(value) ? undefined : reading.types;
    const fix = (range: PointerRange['value']): string => styled(visit, range, JSON.stringify(meant));
    report(inspection, visit, { rule: 'nonstandard-type', message }, steps, meant === undefined ? undefined : fix);
  }
}

/** YAML authors write types without quotes; a list in JSON's notation is YAML as well. */
function styled({ node }: Visit, range: PointerRange['value'], replacement: string): string {
  const quoted = /["'\]]/.test(node.source.text.charAt(range.end - 1));
  return quoted || replacement.startsWith('[') ? replacement : replacement.slice(1, -1);
}

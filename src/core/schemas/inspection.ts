import { MAX_SCHEMA_DEPTH } from './bundle.ts';
import { brokenReference, expectedShape, say } from './inspectionMessages.ts';
import { hasValidShape, subSchemas } from './keywords.ts';
import { below, isList, isObject } from './pointer.ts';
import { childSite, type References, type SchemaSite, siteKey } from './references.ts';
import type { SourceDocument } from './source/sourceDocument.ts';
import type { JsonObject, JsonValue, PointerPlace, SchemaProblem } from './tool.ts';
import { readType } from './types.ts';
import { compilePattern } from './validation/patterns.ts';

/** A schema to look into, and what to know about where it stands. */
export interface Inspected {
  readonly site: SchemaSite;
  /** The pointer of the schema resource it belongs to. */
  readonly root: string;
}

/** How a format's own habits are taken: Gemini writes types in capitals, Swagger has a type `file`. */
export interface InspectionHabits {
  isOwnType(name: string): boolean;
}

/** Everything wrong in some schemas of a file and in what they refer to, each place once. */
export function inspectSchemas(
  main: SourceDocument,
  schemas: readonly Inspected[],
  references: References,
  habits: InspectionHabits,
): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const seen = new Set<string>();
  const open: Visit[] = schemas.toReversed().map((schema) => ({ ...schema, depth: 0, via: undefined }));
  const report = (
    problem: Omit<SchemaProblem, 'start' | 'end'>,
    at: Visit,
    place: () => PointerPlace['value'],
  ): void => {
    if (at.via === undefined) problems.push({ ...problem, ...place() });
    else problems.push(fromElsewhere(problem, at.site.source, at.via));
  };
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const key = siteKey(visit.site);
    if (seen.has(key)) continue;
    seen.add(key);
    inspectOne(visit, main, references, habits, report, open);
  }
  return problems.sort((a, b) => a.start - b.start);
}

interface Visit extends Inspected {
  readonly depth: number;
  /** For a schema in another file: the place of the reference in the main file that leads to it. */
  readonly via: PointerPlace['value'] | undefined;
}

type Report = (problem: Omit<SchemaProblem, 'start' | 'end'>, at: Visit, place: () => PointerPlace['value']) => void;

function inspectOne(
  visit: Visit,
  main: SourceDocument,
  references: References,
  habits: InspectionHabits,
  report: Report,
  open: Visit[],
): void {
  const { site, root, depth, via } = visit;
  const { value, source, pointer } = site;
  const place =
    (...steps: readonly (string | number)[]) =>
    (): PointerPlace['value'] =>
      source.place(below(pointer, ...steps)).value;
  if (typeof value === 'boolean') return;
  if (!isObject(value)) {
    report({ rule: 'schema-invalid', message: say('schema') }, visit, place());
    return;
  }
  if (depth > MAX_SCHEMA_DEPTH) {
    report({ rule: 'limit-reached', message: say('deep', { limit: MAX_SCHEMA_DEPTH }) }, visit, place());
    return;
  }
  inspectKeywords(visit, value, habits, report, place);
  const reference = referenceOf(value);
  if (reference !== undefined) {
    const target = references.resolve(source, root, reference[1]);
    if (typeof target === 'string') {
      report({ rule: 'unresolved-ref', message: brokenReference(target, reference[1]) }, visit, place(reference[0]));
    } else {
      const crosses = target.source !== source;
      const from = via ?? (target.source === main ? undefined : place(reference[0])());
      open.push({ site: target, root: crosses ? '' : root, depth: 0, via: target.source === main ? undefined : from });
    }
  }
  const inner = Object.entries(value).flatMap(([keyword, item]) =>
    hasValidShape(keyword, item) ? subSchemas(keyword, item) : [],
  );
  for (const { steps } of inner.toReversed()) {
    const child = childSite(site, ...steps);
    if (child !== undefined) open.push({ site: child, root, depth: depth + 1, via });
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
  problem: Omit<SchemaProblem, 'start' | 'end'>,
  source: SourceDocument,
  via: PointerPlace['value'],
): SchemaProblem {
  const file = decodeURIComponent(source.uri.slice(source.uri.lastIndexOf('/') + 1));
  return { rule: problem.rule, message: say('within', { file, message: problem.message }), ...via };
}

function inspectKeywords(
  visit: Visit,
  schema: JsonObject,
  habits: InspectionHabits,
  report: Report,
  place: (...steps: readonly (string | number)[]) => () => PointerPlace['value'],
): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (!hasValidShape(keyword, value)) {
      const expected = expectedShape(keyword);
      report({ rule: 'schema-invalid', message: say('shape', { keyword, expected }) }, visit, place(keyword));
    } else if (keyword === 'type') {
      inspectTypes(visit, value, habits, report, place);
    } else if (keyword === 'pattern' && typeof value === 'string') {
      inspectPattern(visit, value, report, place(keyword));
    } else if (keyword === 'patternProperties' && isObject(value)) {
      for (const name of Object.keys(value)) inspectPattern(visit, name, report, place(keyword, name));
    }
  }
}

function inspectPattern(visit: Visit, pattern: string, report: Report, place: () => PointerPlace['value']): void {
  const compiled = compilePattern(pattern);
  if (compiled.ok) return;
  const rule = compiled.reason === 'broken' ? 'schema-invalid' : 'limit-reached';
  report({ rule, message: say(compiled.reason) }, visit, place);
}

function inspectTypes(
  visit: Visit,
  value: JsonValue,
  habits: InspectionHabits,
  report: Report,
  place: (...steps: readonly (string | number)[]) => () => PointerPlace['value'],
): void {
  const single = !isList(value);
  const names = isList(value) ? value : [value];
  for (const [index, name] of names.entries()) {
    const at = single ? place('type') : place('type', index);
    const text = typeof name === 'string' ? name : JSON.stringify(name);
    const reading = typeof name === 'string' ? readType(name) : { kind: 'unknown' as const };
    if (reading.kind === 'json' || habits.isOwnType(text)) continue;
    if (reading.kind === 'unknown') {
      report({ rule: 'schema-invalid', message: say('unknownType', { name: text }) }, visit, at);
      continue;
    }
    const message = say('nonstandard', { name: text, types: [...reading.types] });
    if (!single && reading.types.length > 1) {
      report({ rule: 'nonstandard-type', message }, visit, at);
      continue;
    }
    const replacement = JSON.stringify(reading.types.length === 1 ? reading.types[0] : reading.types);
    const fix = visit.via === undefined ? { fix: { range: at(), replacement: styled(visit, at(), replacement) } } : {};
    report({ rule: 'nonstandard-type', message, ...fix }, visit, at);
  }
}

/** YAML authors write types without quotes; a list in JSON's notation is YAML as well. */
function styled(visit: Visit, range: PointerPlace['value'], replacement: string): string {
  const quoted = /["'\]]/.test(visit.site.source.text.charAt(range.end - 1));
  return quoted || replacement.startsWith('[') ? replacement : replacement.slice(1, -1);
}

import {
  checkCalls,
  type DocumentContext,
  flowCoverage,
  ITEMS,
  isObject,
  type JsonValue,
  type Procedure,
  type Range,
  type Shot,
  type ShotsDocument,
  shotWords,
  sidesOf,
  stepRounds,
  type TextRange,
  type Tool,
} from '../../core/index.ts';
import type { Example } from './model.ts';

/** What the calls of a document show of a tool. */
export interface ToolUse {
  readonly calls: number;
  readonly examples: readonly Example[];
  /** The calls with a parameter, and of these those with each of its values, by the parameter's path. */
  readonly parameters: ReadonlyMap<string, ParameterUse>;
}

/** How many calls give a parameter, and each of its values as JSON. */
export interface ParameterUse {
  readonly calls: number;
  readonly values: ReadonlyMap<string, number>;
}

/** What one shots document covers: all that is kept of it, so that other documents can change without reading it again. */
export interface DocumentCoverage {
  readonly uri: string;
  /** The procedures that the document names. */
  readonly procedures: readonly string[];
  /** By `getStepKey`. */
  readonly steps: ReadonlyMap<string, readonly Example[]>;
  /** By `getSideKey`. */
  readonly sides: ReadonlyMap<string, readonly Example[]>;
  /** By `getToolKey`. */
  readonly uses: ReadonlyMap<string, ToolUse>;
  /** The tools that the document can call, by `getToolKey`. */
  readonly tools: ReadonlySet<string>;
  /** The files these tools come from. */
  readonly toolFiles: readonly string[];
}

export function getStepKey({ uri }: Procedure, step: string): string {
  return `${uri} ${step}`;
}

export function getSideKey({ uri }: Procedure, side: string): string {
  return `${uri} ${side}`;
}

export function getToolKey({ file, pointer, name }: Tool): string {
  return `${file.uri} ${pointer} ${name}`;
}

/** The path of a value as it keys `ToolUse.parameters`. */
export function getParameterKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** Measures what one document covers of its procedures and tools. */
export function measureDocument(uri: string, context: DocumentContext): DocumentCoverage {
  const { tools } = context;
  const examples = createExamples(uri, context.document);
  return {
    uri,
    procedures: context.procedures.map((procedure) => procedure.uri),
    ...measureProcedures(context, examples),
    uses: measureCalls(context, examples),
    tools: new Set(tools.tools.map(getToolKey)),
    toolFiles: tools.files.map((file) => file.uri).filter((file) => file !== uri),
  };
}

/** A document of which only some shots are left, for the coverage of single tests. */
export function withShots(context: DocumentContext, isIncluded: (index: number) => boolean): DocumentContext {
  const { text, lines, tree, detectedStyle, frontMatter, elidedShots, openSlots, systems, problems, callCount } =
    context.document;
  const shots = context.document.shots.filter(({ index }) => isIncluded(index));
  const callOccurrences = context.document.callOccurrences.filter(({ shot }) => isIncluded(shot.index));
  const document = { text, lines, tree, detectedStyle, frontMatter, elidedShots, openSlots, systems, problems };
  return { ...context, document: { ...document, shots, callOccurrences, callCount } };
}

type ToExample = (shot: Shot, place: TextRange) => Example;

function createExamples(uri: string, document: ShotsDocument): ToExample {
  const names = new Map<Shot, string>();
  const nameOf = (shot: Shot): string => {
    const { heading, request } = shotWords(document, shot);
    return heading || request;
  };
  return (shot, place) => {
    const name = names.get(shot) ?? nameOf(shot);
    names.set(shot, name);
    return { uri, shot: shot.index, name, range: toRange(document, place) };
  };
}

function toRange({ lines }: ShotsDocument, { start, end }: TextRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

function measureProcedures(
  { document, procedures }: DocumentContext,
  toExample: ToExample,
): Pick<DocumentCoverage, 'steps' | 'sides'> {
  const steps = new Map<string, Example[]>();
  const sides = new Map<string, Example[]>();
  for (const [step, rounds] of stepRounds(document, procedures)) {
    for (const { procedure, shot, place } of rounds) {
      append(steps, getStepKey(procedure, step.id), toExample(shot, place));
    }
  }
  for (const procedure of new Set(procedures)) {
    const { shots } = flowCoverage(document, procedure, procedures);
    for (const { key, edges } of sidesOf(procedure)) {
      for (const { shot, edges: taken } of shots) {
        const place = edges.map((edge) => taken.get(edge)).find((found) => found !== undefined);
        if (place !== undefined) append(sides, getSideKey(procedure, key), toExample(shot, place));
      }
    }
  }
  return { steps, sides };
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

interface CountedUse {
  calls: number;
  readonly shots: Map<Shot, Example>;
  readonly parameters: Map<string, { calls: number; readonly values: Map<string, number> }>;
}

function measureCalls({ document, tools }: DocumentContext, toExample: ToExample): DocumentCoverage['uses'] {
  const uses = new Map<string, CountedUse>();
  for (const { tool, values, site } of checkCalls(document, tools)) {
    if (tool === undefined || site.mention) continue;
    const key = getToolKey(tool);
    const use: CountedUse = uses.get(key) ?? { calls: 0, shots: new Map(), parameters: new Map() };
    uses.set(key, use);
    use.calls++;
    if (!use.shots.has(site.shot)) use.shots.set(site.shot, toExample(site.shot, site.call.name));
    countValues(values, [], use.parameters, new Set());
  }
  return new Map(
    [...uses].map(([key, { calls, shots, parameters }]) => [key, { calls, examples: [...shots.values()], parameters }]),
  );
}

/** Counts a call once for each path and each value, however often a list repeats them. */
function countValues(
  value: JsonValue,
  path: readonly string[],
  counts: CountedUse['parameters'],
  counted: Set<string>,
): void {
  if (path.length > 0) countValue(value, getParameterKey(path), counts, counted);
  if (Array.isArray(value)) {
    for (const item of value) countValues(item, [...path, ITEMS], counts, counted);
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) countValues(inner, [...path, name], counts, counted);
  }
}

function countValue(value: JsonValue, key: string, counts: CountedUse['parameters'], counted: Set<string>): void {
  const count = counts.get(key) ?? { calls: 0, values: new Map<string, number>() };
  counts.set(key, count);
  if (!counted.has(key)) count.calls++;
  counted.add(key);
  // Lists and objects are no values of an enumeration worth counting.
  if (typeof value === 'object' && value !== null) return;
  const text = JSON.stringify(value);
  if (!counted.has(`${key} ${text}`)) count.values.set(text, (count.values.get(text) ?? 0) + 1);
  counted.add(`${key} ${text}`);
}

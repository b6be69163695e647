import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';
import { isList, isObject, type JsonValue, type PointerRange } from '../json.ts';
import { toPointerSteps } from '../jsonPointer.ts';
import type { TextRange } from '../range.ts';
import type { Steps } from '../timeSlices.ts';
import type { SourceContent } from './sourceContent.ts';
import { blockAt, blockBelow, skipDocumentStart, splitBlock, type YamlBlock } from './yamlBlocks.ts';
import { YamlNodes } from './yamlNodes.ts';

/** About how many characters are parsed at once: the parser's events of a whole file would take most of the memory. */
const PART_LENGTH = 32_000;
/** Each level of blocks within blocks takes a walk over its lines. */
const MAX_LEVELS = 8;

/**
 * Reads a large file of plain YAML in a fifth of the time and memory of the tolerant parser: it parses a part after the
 * other, which are its steps, keeps offsets in place of nodes and looks for a node when its range is asked for. Undefined for
 * a text with an error, several documents, anchors, tags, or keys that are no plain texts or numbers; the tolerant parser reads these.
 */
export function* parsePlainYaml(
  text: string,
  offset: number,
  partLength = PART_LENGTH,
): Steps<SourceContent | undefined> {
  const content = yield* new PlainReader(text, partLength).read();
  if (content === undefined) return undefined;
  const { nodes, value } = content;
  const move = ({ start, end }: TextRange): TextRange => ({ start: start + offset, end: end + offset });
  return {
    value,
    problems: [],
    rangesAt: (pointer) => {
      const found = findNode(nodes, text, toPointerSteps(pointer));
      return { key: found.key && move(found.key), value: move(found.value) };
    },
  };
}

class NotPlainError extends Error {}

class PlainReader {
  readonly #text: string;
  readonly #partLength: number;
  readonly #nodes = new YamlNodes();

  constructor(text: string, partLength: number) {
    this.#text = text;
    this.#partLength = partLength;
  }

  *read(): Steps<{ readonly nodes: YamlNodes; readonly value: JsonValue } | undefined> {
    const whole = { start: 0, end: this.#text.length };
    try {
      const block = blockAt(this.#text, { ...whole, start: skipDocumentStart(this.#text) });
      const value = block === undefined ? this.#readNode(whole) : yield* this.#readBlock(block, 1);
      return { nodes: this.#nodes, value };
    } catch {
      return undefined;
    }
  }

  *#readBlock(block: YamlBlock, level: number): Steps<JsonValue> {
    const node = this.#nodes.open(block.kind, block.first);
    const value = block.kind === 'mapping' ? yield* this.#readMapping(block, level) : yield* this.#readSequence(block);
    this.#nodes.close(node);
    return value;
  }

  *#readSequence(block: YamlBlock): Steps<JsonValue> {
    const value: JsonValue[] = [];
    for (const part of splitBlock(this.#text, block, this.#partLength)) {
      const items = this.#readEntries(part);
      if (!isList(items)) throw new NotPlainError();
      for (const item of items) value.push(item);
      yield;
    }
    return value;
  }

  *#readMapping(block: YamlBlock, level: number): Steps<JsonValue> {
    const value: Record<string, JsonValue> = {};
    const add = (entries: JsonValue): void => {
      if (!isObject(entries) || Object.keys(entries).some((key) => Object.hasOwn(value, key)))
        throw new NotPlainError();
      Object.assign(value, entries);
    };
    for (const part of splitBlock(this.#text, block, this.#partLength)) {
      const isLong = part.end - part.start > this.#partLength && level < MAX_LEVELS;
      const below = isLong ? blockBelow(this.#text, part, block) : undefined;
      add(below === undefined ? this.#readEntries(part) : yield* this.#readLongEntry(part, below, level));
      yield;
    }
    return value;
  }

  /** Reads an entry whose key stands above the block that is its value. */
  *#readLongEntry(entry: TextRange, block: YamlBlock, level: number): Steps<JsonValue> {
    const { events, value } = parsePart(this.#text, { start: entry.start, end: block.start });
    const [key, empty, ...others] = events.slice(2, -2);
    const isKey =
      key !== undefined && empty?.type === EVENT_ID.SCALAR && empty.valueStart === -1 && others.length === 0;
    if (!isKey || !isObject(value)) throw new NotPlainError();
    this.#nodes.addEvents([key], entry.start);
    const below = yield* this.#readBlock(block, level + 1);
    return Object.fromEntries(Object.keys(value).map((name) => [name, below]));
  }

  /** Reads entries of a block, which belong to one collection. */
  #readEntries(part: TextRange): JsonValue {
    const { events, value } = parsePart(this.#text, part);
    this.#nodes.addEvents(events.slice(2, -2), part.start);
    return value;
  }

  #readNode(part: TextRange): JsonValue {
    const { events, value } = parsePart(this.#text, part);
    this.#nodes.addEvents(events, part.start);
    return value;
  }
}

/** Parses a part of a text as a document of its own. */
function parsePart(
  text: string,
  { start, end }: TextRange,
): { readonly events: readonly Event[]; readonly value: JsonValue } {
  const source = text.slice(start, end);
  const events = parseEvents(source, {});
  if (!events.every((event) => isPlain(event)) || !keysArePlain(events, source)) throw new NotPlainError();
  const [value, ...others] = constructFromEvents(events, { source, schema: CORE_SCHEMA });
  if (value === undefined || others.length > 0) throw new NotPlainError();
  return { events, value: value as JsonValue };
}

function isPlain(event: Event): boolean {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      return event.directives.length === 0;
    case EVENT_ID.POP:
      return true;
    case EVENT_ID.ALIAS:
      return false;
    default:
      return event.anchorStart === -1 && event.tagStart === -1;
  }
}

/** A key that is a text in YAML 1.2, or a whole number, which becomes a text of the same characters. */
const PLAIN_KEY = /^(?:[A-Za-z/$_\p{Lo}][^\n]*|[1-9]\d{0,14}|0)$/u;
const NOT_TEXT = /^(?:true|false|null|__proto__)$/i;

function keysArePlain(events: readonly Event[], text: string): boolean {
  // For each open collection: whether the next node is a key, or undefined in a sequence.
  const open: (boolean | undefined)[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) open.push(undefined);
    else if (event.type === EVENT_ID.POP) open.pop();
    else {
      const isKey = open.at(-1);
      if (isKey === true && !(event.type === EVENT_ID.SCALAR && isPlainKey(event, text))) return false;
      if (isKey !== undefined) open[open.length - 1] = !isKey;
      if (event.type === EVENT_ID.MAPPING) open.push(true);
      if (event.type === EVENT_ID.SEQUENCE) open.push(undefined);
    }
  }
  return true;
}

function isPlainKey({ style, valueStart, valueEnd }: ScalarEvent, text: string): boolean {
  const key = text.slice(valueStart, valueEnd);
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return !/[\\'\n]/.test(key) && key !== '__proto__' && key !== '<<';
  }
  return style === SCALAR_STYLE.PLAIN && PLAIN_KEY.test(key) && !NOT_TEXT.test(key);
}

/** The ranges of the node that steps lead to, or of the last node on the way that exists. */
function findNode(nodes: YamlNodes, text: string, steps: readonly string[]): PointerRange {
  let at = 0;
  let found: PointerRange = { key: undefined, value: nodeRange(nodes, at, text) ?? { start: 0, end: text.length } };
  for (const step of steps) {
    const next = findChild(nodes, at, text, step);
    if (next === undefined) break;
    const key = next.key === undefined ? undefined : nodeRange(nodes, next.key, text);
    const empty =
      key === undefined ? afterMark(text, '-', next.after ?? found.value.start) : afterMark(text, ':', key.end);
    found = { key, value: nodeRange(nodes, next.value, text) ?? empty };
    at = next.value;
  }
  return found;
}

/** Where a value would be that is not written: after the colon of its key or the dash of its item, and blanks. */
function afterMark(text: string, mark: ':' | '-', from: number): TextRange {
  const found = text.indexOf(mark, from);
  let at = found === -1 ? from : found + 1;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return { start: at, end: at };
}

interface Child {
  /** The node of the key; undefined in a sequence. */
  readonly key: number | undefined;
  readonly value: number;
  /** Where the item before ends, in a sequence. */
  readonly after?: number | undefined;
}

function findChild(nodes: YamlNodes, at: number, text: string, step: string): Child | undefined {
  if (nodes.kind(at) === 'mapping') return findMember(nodes, at, text, step);
  let before: number | undefined;
  let index = 0;
  for (const value of nodes.children(at)) {
    if (String(index++) === step) {
      const after = before === undefined ? undefined : nodeRange(nodes, before, text)?.end;
      return { key: undefined, value, after };
    }
    before = value;
  }
  return undefined;
}

function findMember(nodes: YamlNodes, mapping: number, text: string, name: string): Child | undefined {
  let key: number | undefined;
  for (const child of nodes.children(mapping)) {
    if (key === undefined) key = child;
    else if (text.slice(nodes.start(key), nodes.contentEnd(key)) === name) return { key, value: child };
    else key = undefined;
  }
  return undefined;
}

/** The range of a node as the tolerant parser gives it; undefined for a value that is not written. */
function nodeRange(nodes: YamlNodes, at: number, text: string): TextRange | undefined {
  if (!nodes.isCollection(at)) return scalarRange(nodes, at, text);
  const start = nodes.start(at);
  const last = lastChildEnd(nodes, at, text);
  const isFlow = text[start] === '{' || text[start] === '[';
  if (isFlow) return { start, end: flowEnd(last ?? start + 1, text) };
  if (last === undefined) return { start, end: start };
  return { start, end: endsUnwritten(nodes, at, text, last) ? last : lineEnd(text, last) };
}

/** Whether the last value within a collection is missing, and no comment stands in its place. */
function endsUnwritten(nodes: YamlNodes, collection: number, text: string, end: number): boolean {
  const isInFlow = text[end - 1] === '}' || text[end - 1] === ']';
  return nodes.kind(nodes.lastWithin(collection)) === 'unwritten' && !isInFlow && text[end] !== '#';
}

function lastChildEnd(nodes: YamlNodes, at: number, text: string): number | undefined {
  let last: number | undefined;
  let beforeLast: number | undefined;
  for (const child of nodes.children(at)) {
    beforeLast = last;
    last = child;
  }
  if (last === undefined) return undefined;
  const end = nodeRange(nodes, last, text)?.end;
  if (end !== undefined || beforeLast === undefined) return end;
  const before = nodeRange(nodes, beforeLast, text);
  return before && afterMark(text, nodes.kind(at) === 'mapping' ? ':' : '-', before.end).end;
}

/** The end of a flow collection: after the first closing bracket behind its last node; only comments come between. */
function flowEnd(last: number, text: string): number {
  let end = last;
  while (end < text.length && text[end] !== '}' && text[end] !== ']') {
    const comment = text[end] === '#' ? text.indexOf('\n', end) : end;
    end = comment === -1 ? text.length : comment + 1;
  }
  return Math.min(end + 1, text.length);
}

/** A block collection ends with the line of its last node. */
function lineEnd(text: string, at: number): number {
  if (text[at - 1] === '\n') return at;
  const newline = text.indexOf('\n', at);
  const rest = text.slice(at, newline === -1 ? text.length : newline);
  return /^[ \t]*(?:#.*)?\r?$/.test(rest) && newline !== -1 ? newline + 1 : at;
}

function scalarRange(nodes: YamlNodes, at: number, text: string): TextRange | undefined {
  const start = nodes.start(at);
  const end = nodes.contentEnd(at);
  switch (nodes.kind(at)) {
    case 'unwritten':
      return undefined;
    case 'quoted':
      return { start: start - 1, end: end + 1 };
    case 'plain':
      return { start, end };
    default:
      return blockScalarRange(start, end, nodes.kind(at) === 'keptBlock', text);
  }
}

/** A block scalar begins with the `|` or `>` at the end of the line before. Blank lines at its end belong to it if kept. */
function blockScalarRange(valueStart: number, valueEnd: number, isKept: boolean, text: string): TextRange {
  const lineStart = text.lastIndexOf('\n', valueStart - 2) + 1;
  const header = /[|>][-+\d]*(?:[ \t]+#.*)?$/s.exec(text.slice(lineStart, valueStart - 1).trimEnd());
  const start = header === null ? valueStart : lineStart + header.index;
  if (isKept) return { start, end: valueEnd };
  const content = text.slice(valueStart, valueEnd).trimEnd();
  const end = text.indexOf('\n', valueStart + content.length);
  return { start, end: end === -1 ? valueEnd : Math.min(end + 1, valueEnd) };
}

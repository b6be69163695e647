import {
  CHOMPING_MODE,
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';
import type { JsonValue, PointerRange } from '../json.ts';
import { toPointerSteps } from '../jsonPointer.ts';
import type { TextRange } from '../range.ts';
import type { SourceContent } from './sourceContent.ts';

/**
 * Reads a large file of plain YAML in a fifth of the time and memory of the tolerant parser: it keeps offsets in place of
 * nodes and looks for a node when its range is asked for. Undefined for a text with an error, several documents, anchors,
 * tags, or keys that are no plain texts or numbers; the tolerant parser reads these.
 */
export function parsePlainYaml(text: string, offset: number): SourceContent | undefined {
  const content = readPlain(text);
  if (content === undefined) return undefined;
  const { events, value } = content;
  const move = ({ start, end }: TextRange): TextRange => ({ start: start + offset, end: end + offset });
  return {
    value,
    problems: [],
    rangesAt: (pointer) => {
      const found = findNode(events, text, toPointerSteps(pointer));
      return { key: found.key && move(found.key), value: move(found.value) };
    },
  };
}

function readPlain(text: string): { readonly events: readonly Event[]; readonly value: JsonValue } | undefined {
  try {
    const events = parseEvents(text, {});
    if (!events.every((event) => isPlain(event)) || !keysArePlain(events, text)) return undefined;
    const values = constructFromEvents(events, { source: text, schema: CORE_SCHEMA });
    return values.length === 1 ? { events, value: values[0] as JsonValue } : undefined;
  } catch {
    return undefined;
  }
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

/** A key that is a text in every schema of YAML, or a whole number, which becomes a text of the same characters. */
const PLAIN_KEY = /^(?:[A-Za-z/$_\p{Lo}][^\n]*|[1-9]\d{0,14}|0)$/u;
const NOT_TEXT = /^(?:true|false|null|y|n|yes|no|on|off|__proto__)$/i;

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
function findNode(events: readonly Event[], text: string, steps: readonly string[]): PointerRange {
  let at = 1;
  let found: PointerRange = { key: undefined, value: nodeRange(events, at, text) ?? { start: 0, end: text.length } };
  for (const step of steps) {
    const next = findChild(events, at, text, step);
    if (next === undefined) break;
    const key = next.key === undefined ? undefined : nodeRange(events, next.key, text);
    const empty =
      key === undefined ? afterMark(text, '-', next.after ?? found.value.start) : afterMark(text, ':', key.end);
    found = { key, value: nodeRange(events, next.value, text) ?? empty };
    at = next.value;
  }
  return found;
}

/** Where a value would be that is not written: after the colon of its key or the dash of its item. */
function afterMark(text: string, mark: ':' | '-', from: number): TextRange {
  const found = text.indexOf(mark, from);
  const at = found === -1 ? from : found + 1;
  return { start: at, end: at };
}

interface Child {
  /** Index of the event of the key; undefined in a sequence. */
  readonly key: number | undefined;
  readonly value: number;
  /** Where the item before ends, in a sequence. */
  readonly after?: number | undefined;
}

function findChild(events: readonly Event[], at: number, text: string, step: string): Child | undefined {
  const parent = events[at];
  if (parent?.type === EVENT_ID.MAPPING) {
    for (let key = at + 1; events[key]?.type !== EVENT_ID.POP; key = skip(events, key + 1)) {
      const event = events[key];
      if (event?.type === EVENT_ID.SCALAR && text.slice(event.valueStart, event.valueEnd) === step) {
        return { key, value: key + 1 };
      }
    }
  } else if (parent?.type === EVENT_ID.SEQUENCE) {
    let index = 0;
    let before: number | undefined;
    for (let value = at + 1; events[value]?.type !== EVENT_ID.POP; value = skip(events, value)) {
      if (String(index++) === step) {
        const after = before === undefined ? undefined : nodeRange(events, before, text)?.end;
        return { key: undefined, value, after };
      }
      before = value;
    }
  }
  return undefined;
}

/** The index of the event after a node. */
function skip(events: readonly Event[], at: number): number {
  let depth = 0;
  for (let next = at; next < events.length; next++) {
    const type = events[next]?.type;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
    else if (type === EVENT_ID.POP) depth--;
    if (depth <= 0) return next + 1;
  }
  return events.length;
}

/** The range of a node as the tolerant parser gives it; undefined for a value that is not written. */
function nodeRange(events: readonly Event[], at: number, text: string): TextRange | undefined {
  const event = events[at];
  if (event?.type === EVENT_ID.SCALAR) return scalarRange(event, text);
  if (event?.type !== EVENT_ID.MAPPING && event?.type !== EVENT_ID.SEQUENCE) return undefined;
  const { start } = event;
  const last = lastChildEnd(events, at, text);
  const isFlow = text[start] === '{' || text[start] === '[';
  if (isFlow) return { start, end: flowEnd(last ?? start + 1, text) };
  return { start, end: last === undefined ? start : lineEnd(text, last) };
}

function lastChildEnd(events: readonly Event[], at: number, text: string): number | undefined {
  let last: number | undefined;
  let beforeLast: number | undefined;
  for (let next = at + 1; events[next]?.type !== EVENT_ID.POP; next = skip(events, next)) {
    beforeLast = last;
    last = next;
  }
  if (last === undefined) return undefined;
  const end = nodeRange(events, last, text)?.end;
  if (end !== undefined || beforeLast === undefined) return end;
  const key = nodeRange(events, beforeLast, text);
  return key && afterMark(text, ':', key.end).end;
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

function scalarRange({ style, valueStart, valueEnd, chomping }: ScalarEvent, text: string): TextRange | undefined {
  if (valueStart === -1) return undefined;
  switch (style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: valueStart - 1, end: valueEnd + 1 };
    case SCALAR_STYLE.PLAIN:
      return { start: valueStart, end: valueEnd };
    default:
      return blockScalarRange(valueStart, valueEnd, chomping === CHOMPING_MODE.KEEP, text);
  }
}

/** A block scalar begins with the `|` or `>` at the end of the line before. Blank lines at its end belong to it if kept. */
function blockScalarRange(valueStart: number, valueEnd: number, isKept: boolean, text: string): TextRange {
  const lineStart = text.lastIndexOf('\n', valueStart - 2) + 1;
  const header = /[|>][-+\d]*(?:[ \t]+#.*)?$/.exec(text.slice(lineStart, valueStart - 1).trimEnd());
  const start = header === null ? valueStart : lineStart + header.index;
  if (isKept) return { start, end: valueEnd };
  const content = text.slice(valueStart, valueEnd).trimEnd();
  const end = text.indexOf('\n', valueStart + content.length);
  return { start, end: end === -1 ? valueEnd : Math.min(end + 1, valueEnd) };
}

import { isEscaped, type JsonValue } from '../../core/index.ts';

/** Finds JSON objects in streamed text, with any text around them. */
export interface JsonReader {
  /** Objects that have become complete: the members of an outer list, or an outer object itself. */
  push(piece: string): readonly JsonValue[];
  /** True if an object was begun and has not been finished. */
  readonly unfinished: boolean;
  /** The incomplete object, closed after its last complete word; undefined if that is not JSON. */
  readonly partial: JsonValue | undefined;
  /** Objects whose end was reached but which are no JSON. */
  readonly broken: number;
}

interface State {
  /** The text from the outermost bracket on, with raw line breaks inside strings escaped. */
  buffer: string;
  /** The open brackets and their offsets in the buffer. */
  open: { readonly bracket: string; readonly at: number }[];
  inString: boolean;
  escaped: boolean;
  /** A bracket that is JSON only if the next character says so; words in braces are not. */
  pending: string;
  emitted: number;
  broken: number;
}

/** Creates a reader. It emits the items of `[…]` or `{"key": […]}`, otherwise the outermost object. */
export function createJsonReader(): JsonReader {
  const state: State = { buffer: '', open: [], inString: false, escaped: false, pending: '', emitted: 0, broken: 0 };
  return {
    push: (piece) => {
      const values: JsonValue[] = [];
      for (const char of piece) {
        const value = step(state, char);
        if (value !== undefined) values.push(value);
      }
      return values;
    },
    get unfinished() {
      return state.open.length > 0;
    },
    get partial() {
      return parseUnfinished(state);
    },
    get broken() {
      return state.broken;
    },
  };
}

function step(state: State, char: string): JsonValue | undefined {
  if (state.open.length === 0) {
    begin(state, char);
    return undefined;
  }
  if (state.inString) {
    readInString(state, char);
    return undefined;
  }
  state.buffer += char;
  if (char === '"') state.inString = true;
  else if (char === '{' || char === '[') state.open.push({ bracket: char, at: state.buffer.length - 1 });
  else if (char === '}' || char === ']') return close(state);
  return undefined;
}

/** A brace opens JSON if a quote or another brace follows, a bracket if a brace follows. */
function begin(state: State, char: string): void {
  if (state.pending !== '' && /\s/.test(char)) return;
  const fits = state.pending === '{' ? '"}' : '{';
  if (state.pending !== '' && fits.includes(char)) {
    state.buffer = state.pending;
    state.open = [{ bracket: state.pending, at: 0 }];
    state.emitted = 0;
    state.pending = '';
    step(state, char);
    return;
  }
  state.pending = char === '{' || char === '[' ? char : '';
}

function readInString(state: State, char: string): void {
  const raw = char === '\n' ? '\\n' : char === '\r' ? '\\r' : char === '\t' ? '\\t' : char;
  state.buffer += raw;
  if (state.escaped) state.escaped = false;
  else if (char === '\\') state.escaped = true;
  else if (char === '"') state.inString = false;
}

function close(state: State): JsonValue | undefined {
  const opened = state.open.pop();
  if (opened === undefined) return undefined;
  const around = state.open.map(({ bracket }) => bracket).join('');
  if (opened.bracket === '{' && (around === '[' || around === '{[')) {
    return emit(state, state.buffer.slice(opened.at));
  }
  if (around !== '') return undefined;
  // The outermost object is a value of its own only if it is not the wrapping of those that were emitted.
  return opened.bracket === '{' ? emit(state, state.buffer) : undefined;
}

function emit(state: State, text: string): JsonValue | undefined {
  const value = parseTolerantly(text);
  if (value === undefined) state.broken++;
  else state.emitted++;
  return value;
}

/** What would be emitted next, with everything that is open closed. */
function parseUnfinished({ buffer, inString, open }: State): JsonValue | undefined {
  const around = open.map(({ bracket }) => bracket).join('');
  const from = /^(?:\[|\{\[)(?=\{)/.exec(around)?.[0].length ?? 0;
  const first = open[from];
  if (first?.bracket !== '{') return undefined;
  const said = buffer.slice(first.at);
  const text = inString ? `${said.replace(/(?<![\w./:\\-])[\w./:\\-]+$/, '')}"` : said;
  const closing = open.slice(from).reduceRight((end, { bracket }) => end + (bracket === '{' ? '}' : ']'), '');
  // A key without its value is left out.
  return parseTolerantly(text + closing) ?? parseTolerantly(withoutLastKey(text) + closing);
}

/** The text without a key at its end that has no value yet, and without the comma before it. */
function withoutLastKey(text: string): string {
  const bare = text.trimEnd();
  const key = (bare.endsWith(':') ? bare.slice(0, -1) : bare).trimEnd();
  const rest = key.endsWith('"') ? key.slice(0, stringStart(key)).trimEnd() : bare;
  return rest.endsWith(',') ? rest.slice(0, -1) : rest;
}

/** Where the JSON string at the end of a text begins. */
function stringStart(text: string): number {
  let start = text.length - 1;
  do start = text.lastIndexOf('"', start - 1);
  while (start > 0 && isEscaped(text, start));
  return Math.max(start, 0);
}

/** Small models write trailing commas. */
function parseTolerantly(text: string): JsonValue | undefined {
  for (const candidate of [text, text.replace(/,(\s*[}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate) as JsonValue;
    } catch {
      // The next reading is tried; what no reading fits is counted as broken.
    }
  }
  return undefined;
}

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
  broken: number;
}

/** Creates a reader. It emits the items of `[…]` or `{"key": […]}`, otherwise the outermost object. */
export function createJsonReader(): JsonReader {
  const state = createState();
  return {
    push: (piece) => [...readObjects(state, piece)],
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

/** The objects that a reader finds in a whole text. Each is read when it is asked for. */
export function findJsonObjects(text: string): Generator<JsonValue, void> {
  return readObjects(createState(), text);
}

function createState(): State {
  return { buffer: '', open: [], inString: false, escaped: false, pending: '', broken: 0 };
}

/** What replaces a character that JSON does not allow inside strings. */
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Goes from one character with a meaning to the next; what is between them is added to the buffer in one piece. */
function* readObjects(state: State, piece: string): Generator<JsonValue, void> {
  /** Where the part of the piece begins that is not in the buffer yet. */
  let from = 0;
  for (let at = 0; at < piece.length; at++) {
    if (state.open.length === 0) {
      at = begin(state, piece, at);
      from = at;
    }
    at = state.inString ? findInString(state, piece, at) : findStructure(piece, at);
    const char = piece[at];
    if (char === undefined) break;
    const offset = state.buffer.length + at - from;
    if (char === '"') state.inString = !state.inString;
    else if (char === '{' || char === '[') state.open.push({ bracket: char, at: offset });
    else if (char === '}' || char === ']') {
      const start = close(state);
      if (start === undefined) continue;
      const value = emit(
        state,
        state.buffer.slice(start) + piece.slice(at - Math.min(at - from, offset - start), at + 1),
      );
      if (value !== undefined) yield value;
    } else {
      state.buffer += piece.slice(from, at) + ESCAPES[char];
      from = at + 1;
    }
  }
  if (state.open.length > 0) state.buffer += piece.slice(from);
}

/** Finds where the next object or list begins: before the character after its bracket. */
function begin(state: State, piece: string, start: number): number {
  for (let at = start; at < piece.length; at++) {
    const char = piece[at] as string;
    if (state.pending !== '' && /\s/.test(char)) continue;
    // A brace opens JSON if a quote follows, a bracket if a brace follows. An empty object is nothing anybody looks for.
    if (state.pending !== '' && char === (state.pending === '{' ? '"' : '{')) {
      state.buffer = state.pending;
      state.open = [{ bracket: state.pending, at: 0 }];
      state.pending = '';
      return at;
    }
    state.pending = char === '{' || char === '[' ? char : '';
  }
  return piece.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The next quote that ends the string, or a character that has to be escaped in it. */
function findInString(state: State, piece: string, start: number): number {
  let at = start;
  for (; at < piece.length; at++) {
    const code = piece.charCodeAt(at);
    const wasEscaped = state.escaped;
    state.escaped = !wasEscaped && code === BACKSLASH;
    if (code === 0x0a || code === 0x0d || code === 0x09 || (code === QUOTE && !wasEscaped)) break;
  }
  return at;
}

/** The next quote or bracket. */
function findStructure(piece: string, start: number): number {
  let at = start;
  for (; at < piece.length; at++) {
    const code = piece.charCodeAt(at);
    // Brackets and braces differ in one bit.
    if (code === QUOTE || (code & ~0x20) === 0x5b || (code & ~0x20) === 0x5d) break;
  }
  return at;
}

/** Closes the innermost bracket. Answers where the object begins that is complete: the outermost, or a member of a list. */
function close({ open }: State): number | undefined {
  const closed = open.pop();
  if (closed?.bracket !== '{') return undefined;
  if (open.length === 0) return closed.at;
  const around = open.length > 2 ? '' : open.map(({ bracket }) => bracket).join('');
  return around === '[' || around === '{[' ? closed.at : undefined;
}

function emit(state: State, text: string): JsonValue | undefined {
  const value = parseTolerantly(text);
  if (value === undefined) state.broken++;
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

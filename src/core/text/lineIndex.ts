/** A zero-based position as LSP has it: `character` counts UTF-16 code units. */
export interface Position {
  /** Zero-based. */
  readonly line: number;
  /** UTF-16 units from the start of the line. */
  readonly character: number;
}

/** An LSP range: zero-based lines, UTF-16 characters, end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Where the lines of a text begin. Lines end with LF, CRLF or a lone CR; memory is four bytes per line. */
export class LineIndex {
  readonly #starts: Uint32Array;
  readonly #length: number;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
    this.#starts = lineStarts(text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offset at which a line begins; the text's length for a line past the last. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** Offset just after the last character of a line, its line break left out. */
  lineEnd(line: number): number {
    const start = this.lineStart(line);
    let end = this.lineStart(line + 1);
    if (end > start && this.#text.charCodeAt(end - 1) === LINE_FEED) end--;
    if (end > start && this.#text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
    return end;
  }

  /** The zero-based line that holds an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.lineStart(line) };
  }

  /** The offset of a position; a character past the line's end is taken as its end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.#length;
    const start = this.lineStart(position.line);
    return Math.min(start + Math.max(0, position.character), this.lineEnd(position.line));
  }
}

function lineStarts(text: string): Uint32Array {
  // Only a text with a carriage return somewhere needs the closer look at each break.
  const next = text.includes('\r') ? nextAnyBreak : nextLineFeed;
  let starts = new Uint32Array(Math.max(16, text.length >> 5));
  let count = 1;
  for (let at = next(text, 0); at !== -1; at = next(text, at)) {
    if (count === starts.length) {
      const grown = new Uint32Array(starts.length * 2);
      grown.set(starts);
      starts = grown;
    }
    starts[count++] = at;
  }
  return starts.slice(0, count);
}

function nextLineFeed(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? -1 : feed + 1;
}

function nextAnyBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) return at + 1;
    if (code === CARRIAGE_RETURN) return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  }
  return -1;
}

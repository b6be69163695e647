import type { TextRange } from '../../text/range.ts';

/** Where in a YAML text the cursor is. */
export interface YamlCursor {
  /** The keys above it. */
  readonly path: readonly string[];
  /** A key is typed, or the value of the last key of `path`. */
  readonly occurrence: 'key' | 'value';
  /** What was typed of it, to be replaced. */
  readonly word: TextRange;
  /** The column where its siblings begin. */
  readonly column: number;
}

const LINE =
  /^(?<indent>\s*)(?<dashes>(?:-\s+)*)(?:(?:(?<plain>[^\s:#"'[\]{},][^:#"'[\]{}]*)|(?<mark>["'])(?<quoted>[^\s:#"'[\]{},][^:#"'[\]{}]*)\k<mark>\s*):(?:\s+|$))?(?<rest>.*)$/s;

/** Reads upwards by indentation, which works while the YAML is still broken. */
export function yamlCursor(text: string, from: number, offset: number): YamlCursor {
  const lineStart = Math.max(from, text.lastIndexOf('\n', offset - 1) + 1);
  const before = text.slice(lineStart, offset);
  const { indent, dashes, key, rest } = readLine(before);
  const column = indent.length + dashes.length;
  const above = keysAbove(text.slice(from, lineStart), dashes === '' ? column : indent.length, dashes !== '');
  const flow = flowCursor(rest);
  const wordStart = offset - flow.word.length;
  const word = { start: wordStart, end: wordEnd(text, offset) };
  if (key !== undefined) {
    const path = [...above, key.trim(), ...flow.path];
    return { path, occurrence: flow.isKey ? 'key' : 'value', word, column };
  }
  if (flow.isKey) return { path: [...above, ...flow.path], occurrence: 'key', word, column };
  // An item of a list may be a plain value or the first key of an object; what the schema has decides.
  return { path: above, occurrence: 'key', word, column };
}

/** The keys of the lines above that enclose a column. */
function keysAbove(text: string, column: number, isItem: boolean): readonly string[] {
  const path: string[] = [];
  let limit = column;
  let includes = isItem;
  const lines = text.split(/\r?\n/);
  for (let at = lines.length - 1; at >= 0 && (limit > 0 || includes); at--) {
    const { indent, dashes, key, rest } = readLine(lines[at] ?? '');
    if (key === undefined || (rest.trim() !== '' && !rest.trim().startsWith('#'))) continue;
    const own = indent.length + dashes.length;
    // The items of a list may be at the same column as its key.
    if (own > limit || (own === limit && !includes)) continue;
    path.unshift(key.trim());
    limit = own;
    includes = dashes !== '';
    if (dashes !== '') limit = indent.length;
  }
  return path;
}

function readLine(line: string) {
  const { indent = '', dashes = '', plain, quoted, rest = '' } = LINE.exec(line)?.groups ?? {};
  return { indent, dashes, key: plain ?? quoted, rest };
}

/** Reads `[a, {file: b` up to the cursor. */
function flowCursor(rest: string): {
  readonly path: readonly string[];
  readonly isKey: boolean;
  readonly word: string;
} {
  const word = /(?<![^\s,[\]{}"'])[^\s,[\]{}"']*$/.exec(rest)?.[0] ?? '';
  const open = Math.max(rest.lastIndexOf('{'), -1);
  const closed = rest.lastIndexOf('}');
  if (open === -1 || closed > open) return { path: [], isKey: false, word };
  const inner = rest.slice(open + 1);
  const entry = inner.slice(lastTopComma(inner) + 1);
  const key = /^\s*["']?([^\s:"']+)["']?\s*:/.exec(entry)?.[1];
  return key === undefined ? { path: [], isKey: true, word } : { path: [key], isKey: false, word };
}

function lastTopComma(text: string): number {
  let depth = 0;
  let last = -1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']') depth--;
    else if (text[at] === ',' && depth === 0) last = at;
  }
  return last;
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !/[\s,[\]{}"':]/.test(text[end] ?? '')) end++;
  return end;
}

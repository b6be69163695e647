import type { CallNode } from '../../parser/callNodes.ts';
import type { TextRange } from '../../text/range.ts';

/** A place where text that should be JSON is written in another way, and what JSON has there. */
export interface NonstandardJson extends TextRange {
  readonly kind: 'quotes' | 'comma' | 'comment' | 'literal';
  readonly replacement: string;
}

/** The JSON of a call: all of it, what is between its tags, or its arguments. Undefined if it has none. */
export function findJson(text: string, call: CallNode): TextRange | undefined {
  const { start, end } = call.argumentsRange;
  switch (call.form) {
    case 'json':
      return text[call.start] === '{' ? { start: call.start, end: call.end } : undefined;
    case 'tagged': {
      const open = text.indexOf('{', call.start);
      const close = text.lastIndexOf('}', call.end - 1) + 1;
      return open !== -1 && open < close ? { start: open, end: close } : undefined;
    }
    case 'object':
    case 'two-labels':
      return text[start - 1] === '{' && text[end] === '}' ? { start: start - 1, end: end + 1 } : undefined;
    default:
      return undefined;
  }
}

const LITERALS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

/** A string, a comment, a comma before a closing bracket, or a word. */
const TOKEN =
  /(?<json>"(?:[^"\\\n]|\\.)*")|(?<single>'(?:[^'\\\n]|\\.)*')|(?<comment>(?:\/\/|#)[^\n\r]*)|(?<comma>,)(?=(?:\s|(?:\/\/|#)[^\n]*\n)*[}\]])|(?<word>[A-Za-z_]\w*)|["']/g;

/** Finds what a strict JSON parser would refuse. Nothing is found where the text is valid, or no string can be made out. */
export function findNonstandardJson(text: string, { start, end }: TextRange): readonly NonstandardJson[] {
  const json = text.slice(start, end);
  if (isValid(json)) return [];
  const found: NonstandardJson[] = [];
  for (const match of json.matchAll(TOKEN)) {
    const [written] = match;
    const { json: isString, single, comment, comma, word } = match.groups ?? {};
    if (isString !== undefined) continue;
    const at = start + match.index;
    const add = (kind: NonstandardJson['kind'], replacement: string) =>
      found.push({ kind, start: at, end: at + written.length, replacement });
    if (single !== undefined) add('quotes', toDoubleQuotes(single));
    else if (comment !== undefined) found.push(toComment(text, at, comment.length));
    else if (comma !== undefined) add('comma', '');
    else if (word === undefined) return [];
    else if (LITERALS[word] !== undefined) add('literal', LITERALS[word]);
  }
  return found;
}

/** A comment with the spaces before it. */
function toComment(text: string, at: number, length: number): NonstandardJson {
  let start = at;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return { kind: 'comment', start, end: at + length, replacement: '' };
}

function isValid(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

function toDoubleQuotes(written: string): string {
  const content = written
    .slice(1, -1)
    .replace(/\\.|"/g, (part) => (part === "\\'" ? "'" : part === '"' ? '\\"' : part));
  return `"${content}"`;
}

/** A token of Python source. The text of a string is its value; of everything else, the source text. */
export interface PythonToken {
  readonly kind: 'name' | 'number' | 'string' | 'mark';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const blank = /(?:\s|#[^\n]*(?![^\n])|\\\r?\n)+/y;
const quote = /([rRbBuUfF]{0,2})('''|"""|'|")/y;
const number = /(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
/** A dotted name: `TaskType.CAUSAL_LM`. */
const name = /[\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*/uy;

/** The tokens of Python source, without comments. Any text can be tokenized: invalid Python becomes single marks. */
export function pythonTokens(text: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  let at = 0;
  while (at < text.length) {
    const skipped = matchAt(blank, text, at);
    if (skipped !== undefined) {
      at += skipped[0].length;
      continue;
    }
    const token = stringAt(text, at) ?? wordAt('number', number, text, at) ?? wordAt('name', name, text, at);
    tokens.push(token ?? { kind: 'mark', text: text[at] ?? '', start: at, end: at + 1 });
    at = tokens.at(-1)?.end ?? text.length;
  }
  return tokens;
}

function wordAt(kind: 'name' | 'number', pattern: RegExp, text: string, start: number): PythonToken | undefined {
  const match = matchAt(pattern, text, start);
  if (match === undefined) return undefined;
  return { kind, text: match[0].replaceAll(/\s/g, ''), start, end: start + match[0].length };
}

function stringAt(text: string, start: number): PythonToken | undefined {
  const opening = matchAt(quote, text, start);
  if (opening === undefined) return undefined;
  const [whole, prefix = '', mark = ''] = opening;
  const inner = start + whole.length;
  let end = inner;
  while (end < text.length && !text.startsWith(mark, end)) end += text[end] === '\\' ? 2 : 1;
  const content = text.slice(inner, end);
  const value = /r/i.test(prefix) ? content : unescaped(content);
  return { kind: 'string', text: value, start, end: Math.min(text.length, end + mark.length) };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
};

function unescaped(content: string): string {
  const pattern = /\\(?:\r?\n|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([\s\S]))/g;
  return content.replaceAll(pattern, (whole, ...parts: readonly (string | undefined)[]) => {
    const [short, long, byte, single] = parts;
    const code = short ?? long ?? byte;
    if (code !== undefined)
      return Number.parseInt(code, 16) > 0x10ffff ? whole : String.fromCodePoint(Number.parseInt(code, 16));
    if (single === undefined) return '';
    return escapes[single] ?? (/["'\\]/.test(single) ? single : whole);
  });
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

import type { TextRange } from '../range.ts';

/** The lines of a block mapping or sequence whose entries all begin at the same column. */
export interface YamlBlock extends TextRange {
  readonly kind: 'mapping' | 'sequence';
  readonly indent: number;
  /** Where the first entry begins. */
  readonly first: number;
}

/**
 * The block mapping or sequence whose first entry is the first line of a range that is neither blank nor a comment, and of
 * which every line at that column begins an entry. Undefined for all else, also where it may be one that is spelt unusually.
 */
export function blockAt(text: string, { start, end }: TextRange): YamlBlock | undefined {
  for (let line = start; line < end; line = nextLine(text, line, end)) {
    const first = firstCharacter(text, line);
    const character = text[first];
    if (first >= end || character === undefined) return undefined;
    if (character === '\n' || character === '\r' || character === '#') continue;
    const kind = isDash(text, first) ? 'sequence' : hasKey(text, first, end) ? 'mapping' : undefined;
    return kind && { kind, indent: first - line, first, start, end };
  }
  return undefined;
}

/** Cuts a block before entries of it, into parts that are as long as asked for, or one entry if that is longer. */
export function splitBlock(text: string, block: YamlBlock, length: number): readonly TextRange[] {
  const parts: TextRange[] = [];
  let { start } = block;
  let end = start;
  for (const entryEnd of entryEnds(text, block)) {
    if (entryEnd - start > length && end > start) {
      parts.push({ start, end });
      start = end;
    }
    end = entryEnd;
  }
  return [...parts, { start, end }];
}

/** The offsets at which the entries of a block end, which is where the next begins. */
function* entryEnds(text: string, block: YamlBlock): Generator<number> {
  const indentation = ' '.repeat(block.indent);
  let isFirst = true;
  for (let line = block.start; line < block.end; line = nextLine(text, line, block.end)) {
    const first = line + block.indent;
    const begins = block.kind === 'sequence' ? isDash(text, first) : beginsKey(text[first] ?? '');
    if (!begins || !text.startsWith(indentation, line)) continue;
    if (!isFirst) yield line;
    isFirst = false;
  }
  yield block.end;
}

/** Where an entry of a mapping has its key on a line of its own: the block on the lines below. */
export function blockBelow(text: string, entry: TextRange, mapping: YamlBlock): YamlBlock | undefined {
  const key = firstContentLine(text, entry);
  const start = nextLine(text, key, entry.end);
  if (mapping.kind !== 'mapping' || !endsWithColon(text.slice(key, start))) return undefined;
  const block = blockAt(text, { start, end: entry.end });
  if (block === undefined) return undefined;
  const isDeeper = block.indent > mapping.indent || (block.kind === 'sequence' && block.indent === mapping.indent);
  return isDeeper ? block : undefined;
}

/** Where a text begins after blank lines, comments and the mark of its document. */
export function skipDocumentStart(text: string): number {
  const line = firstContentLine(text, { start: 0, end: text.length });
  const next = nextLine(text, line, text.length);
  return text.slice(line, next).trimEnd() === '---' ? next : line;
}

function firstContentLine(text: string, { start, end }: TextRange): number {
  let line = start;
  while (line < end && /[\r\n#]/.test(text[firstCharacter(text, line)] ?? '')) line = nextLine(text, line, end);
  return line;
}

function firstCharacter(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ') at++;
  return at;
}

function nextLine(text: string, line: number, end: number): number {
  const newline = text.indexOf('\n', line);
  return newline === -1 || newline >= end ? end : newline + 1;
}

function isDash(text: string, at: number): boolean {
  return text[at] === '-' && /[ \r\n]/.test(text[at + 1] ?? '\n');
}

/** No other characters begin the parts of a block: a mark of YAML could mean something else there than within the text. */
function beginsKey(character: string): boolean {
  return /[\w/$"'\p{Lo}]/u.test(character);
}

function hasKey(text: string, first: number, end: number): boolean {
  return beginsKey(text[first] ?? '') && /:\s/.test(text.slice(first, nextLine(text, first, end)));
}

function endsWithColon(line: string): boolean {
  const comment = line.search(/\s#/);
  return (comment === -1 ? line : line.slice(0, comment)).trimEnd().endsWith(':');
}

import type { Range } from 'vscode-languageserver-types';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

/** A range of offsets in LSP's lines and characters. */
export function toRange(lines: LineIndex, { start, end }: TextRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** A range of lines and characters as offsets. */
export function toOffsets(lines: LineIndex, { start, end }: Range): TextRange {
  return { start: lines.offsetAt(start), end: lines.offsetAt(end) };
}

import type { TextEdit } from 'vscode-languageserver-types';
import { changedLines } from '../../edits/changedLines.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import { toOffsets, toRange } from '../ranges.ts';

/** The edits that turn one text into another, each no longer than what differs, so that a cursor beside it stays. */
export function toMinimalEdits(before: string, after: string, lines: LineIndex): readonly TextEdit[] {
  return changedLines(before, after).flatMap(({ range, newText }) => {
    const { start, end } = toOffsets(lines, range);
    const old = before.slice(start, end);
    const oldLines = old.split('\n');
    const newLines = newText.split('\n');
    if (oldLines.length !== newLines.length) return [{ range, newText }];
    let at = start;
    return oldLines.flatMap((line, index) => {
      const from = at;
      at += line.length + 1;
      return trimmed(line, newLines[index] ?? '', from, lines);
    });
  });
}

function trimmed(line: string, formatted: string, from: number, lines: LineIndex): readonly TextEdit[] {
  if (line === formatted) return [];
  const most = Math.min(line.length, formatted.length);
  let head = 0;
  while (head < most && line[head] === formatted[head]) head++;
  let tail = 0;
  while (tail < most - head && line[line.length - 1 - tail] === formatted[formatted.length - 1 - tail]) tail++;
  const range = toRange(lines, { start: from + head, end: from + line.length - tail });
  return [{ range, newText: formatted.slice(head, formatted.length - tail) }];
}

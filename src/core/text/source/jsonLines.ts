import type { JsonValue, PointerRange } from '../json.ts';
import { toPointer, toPointerSteps } from '../jsonPointer.ts';
import { createJsonRanges } from './jsonRanges.ts';
import { parseJson } from './jsonText.ts';
import type { SourceContent } from './sourceContent.ts';

interface Line {
  readonly start: number;
  readonly text: string;
}

/** True for a text of several lines of which the first two are JSON objects: JSON Lines, whatever the file is called. */
export function seemsJsonLines(text: string): boolean {
  const lines = splitLines(text, 2);
  return lines.length === 2 && lines.every(({ text: line }) => isJsonObject(line));
}

/** Reads JSON Lines as one list: every line that is not blank is an item, and one that is broken does not affect others. */
export function parseJsonLines(text: string, offset: number): SourceContent {
  const values: JsonValue[] = [];
  const lines: Line[] = [];
  const problems: SourceContent['problems'][number][] = [];
  for (const line of splitLines(text)) {
    const read = parseJson(line.text, offset + line.start);
    problems.push(...read.problems);
    if (read.value === undefined) continue;
    values.push(read.value);
    lines.push(line);
  }
  const ranges = new Map<number, ReturnType<typeof createJsonRanges>>();
  const whole: PointerRange = { key: undefined, value: { start: offset, end: offset + text.length } };
  return {
    value: values,
    problems,
    rangesAt: (pointer) => {
      const [index, ...inner] = toPointerSteps(pointer);
      const line = lines[Number(index)];
      if (index === undefined || line === undefined) return whole;
      const find = ranges.get(line.start) ?? createJsonRanges(line.text, offset + line.start);
      ranges.set(line.start, find);
      return find(toPointer(inner));
    },
  };
}

function splitLines(text: string, limit = Number.POSITIVE_INFINITY): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length && lines.length < limit; ) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    const line = text.slice(start, end);
    if (line.trim() !== '') lines.push({ start, text: line });
    start = end + 1;
  }
  return lines;
}

function isJsonObject(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false;
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

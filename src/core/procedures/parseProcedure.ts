import { CODE, isBreak, isInlineSpace, isRestBlank, skipInlineSpace, skipRun, trimEnd } from '../parser/characters.ts';
import { lineEnd, nextLine } from '../parser/lineMarks.ts';
import { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import type { Procedure, Step } from './procedure.ts';
import { readProcedureFrontMatter } from './procedureFrontMatter.ts';
import { type MarkerKind, readMarker, type StepMarker } from './stepMarker.ts';
import { conditionOf, toolsNamed } from './stepWords.ts';

/** A level of the count: steps of the same kind, indentation and dress. */
interface Level {
  readonly kind: MarkerKind;
  readonly indent: number;
  readonly isHeading: boolean;
  number: string;
  last: number;
}

interface FoundStep {
  readonly marker: StepMarker;
  readonly number: string;
  readonly lineStart: number;
  /** Where the next heading, separator or step begins. */
  limit: number;
}

/** Parses an SOP document. Every text is a procedure, if need be one without steps. Takes linear time. */
export function parseProcedure(uri: string, text: string): Procedure {
  const front = readProcedureFrontMatter(text);
  const found: FoundStep[] = [];
  const levels: Level[] = [];
  let title: TextRange | undefined;
  for (const { line, at } of proseLines(text, front.end)) {
    const marker = readMarker(text, at);
    const number = marker === undefined ? undefined : numberOf(levels, marker, at - line);
    if (marker !== undefined && number !== undefined) {
      endLast(found, line);
      found.push({ marker, number, lineStart: line, limit: text.length });
    } else if (isHeadingLine(text, at)) {
      if (found.length === 0) title ??= titleRange(text, at);
      endLast(found, line);
    } else if (isRule(text, at)) endLast(found, line);
  }
  const steps = found.map((step, index) => finish(text, step, index === found.length - 1));
  return { uri, text, lines: new LineIndex(text), title, ...front.fields, steps };
}

/** The lines outside fences and comments, each with its first visible character. */
function* proseLines(text: string, from: number): Generator<{ readonly line: number; readonly at: number }> {
  let fence: string | undefined;
  let commentEnd = 0;
  for (let line = from; line < text.length; line = nextLine(text, line)) {
    const at = skipInlineSpace(text, line);
    if (at < commentEnd) continue;
    const marks = /^(?:`{3,}|~{3,})/.exec(text.slice(at, at + 12))?.[0];
    if (marks !== undefined && (fence === undefined || marks.startsWith(fence))) {
      fence = fence === undefined ? marks : undefined;
    } else if (fence === undefined) {
      // A comment that never ends is text, and so are all behind it.
      if (commentEnd !== -1 && text.startsWith('<!--', at)) commentEnd = text.indexOf('-->', at);
      if (at >= commentEnd) yield { line, at };
    }
  }
}

function endLast(found: readonly FoundStep[], limit: number): void {
  const last = found.at(-1);
  if (last !== undefined && last.limit > limit) last.limit = limit;
}

function isRule(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== CODE.minus && code !== CODE.asterisk) return false;
  const end = skipRun(text, at, code);
  return end - at >= 3 && isRestBlank(text, end);
}

function isHeadingLine(text: string, at: number): boolean {
  return text[at] === '#' && /^#{1,6}[^#\s]|^#{1,6}[ \t]+\S/.test(text.slice(at, at + 80));
}

function titleRange(text: string, at: number): TextRange {
  let start = at;
  while (text[start] === '#') start++;
  start = skipInlineSpace(text, start);
  return { start, end: trimEnd(text, start, lineEnd(text, start)) };
}

/** The step's number in the whole count (`2.1`), or undefined if the marker continues no count. */
function numberOf(levels: Level[], marker: StepMarker, indent: number): string | undefined {
  if (marker.number === undefined) return undefined;
  if (marker.kind === 'dotted') return dottedNumber(levels, marker.number);
  const value = Number(marker.number);
  const depth = depthOf(levels, marker, indent, value);
  levels.length = Math.min(levels.length, depth + 1);
  const parent = levels[depth - 1]?.number;
  const number = parent === undefined ? marker.number : `${parent}.${marker.number}`;
  levels[depth] = { kind: marker.kind, indent, isHeading: marker.isHeading, number, last: value };
  return number;
}

/** `2.1` is a step only where step 2 was the last one counted; elsewhere it is a figure. */
function dottedNumber(levels: readonly Level[], number: string): string | undefined {
  const top = levels[0];
  if (top === undefined) return /\.0*1$/.test(number) || number.split('.').length > 2 ? number : undefined;
  return number.startsWith(`${top.number}.`) || Number.parseInt(number, 10) === top.last + 1 ? number : undefined;
}

/** How deep a marker stands: at the level counted the same way, else one below the last. */
function depthOf(levels: readonly Level[], marker: StepMarker, indent: number, value: number): number {
  const same = levels.findLastIndex(
    (level) =>
      level.kind === marker.kind && level.isHeading === marker.isHeading && Math.abs(level.indent - indent) <= 1,
  );
  if (same !== -1) return same;
  // An author who counts `1.` and goes on with `（2）` stays on the level.
  const continued = levels.findIndex((level) => value > 1 && level.last + 1 === value && level.indent === indent);
  if (continued !== -1) return continued;
  const shallower = levels.findIndex((level) => level.kind === marker.kind && indent < level.indent);
  return shallower === -1 ? levels.length : shallower;
}

function finish(text: string, { marker, number, lineStart, limit }: FoundStep, isLast: boolean): Step {
  const end = isLast ? endOfLastStep(text, lineStart, limit) : limit;
  const contentEnd = Math.max(trimEnd(text, marker.end, end), marker.end);
  const content = { start: Math.min(marker.contentStart, contentEnd), end: contentEnd };
  return {
    start: marker.start,
    end: contentEnd,
    number,
    marker: { start: marker.start, end: marker.end },
    content,
    tools: toolsNamed(text, content),
    condition: conditionOf(text, content),
  };
}

/** The last step ends at a blank line that no indented line follows: what comes then is an epilogue. */
function endOfLastStep(text: string, lineStart: number, limit: number): number {
  let afterBlank = false;
  for (let line = nextLine(text, lineStart); line < limit; line = nextLine(text, line)) {
    const at = skipInlineSpace(text, line);
    if (at >= text.length || isBreak(text.charCodeAt(at))) afterBlank = true;
    else if (afterBlank && !isInlineSpace(text.charCodeAt(line))) return line;
    else afterBlank = false;
  }
  return limit;
}

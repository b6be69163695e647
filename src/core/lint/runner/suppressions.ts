import type { LineIndex } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';

/** A comment that suppresses rules for a part of its document. */
export interface Suppression extends TextRange {
  /** The rules it names; none means every rule. */
  readonly rules: readonly RuleName[];
  /** Findings that start here are suppressed. */
  readonly region: TextRange;
}

export interface RuleName extends TextRange {
  readonly id: string;
}

const DIRECTIVE_PREFIX = 'sop-shots-';
const DIRECTIVE = /^\s*sop-shots-(disable-next-line|disable|enable)(?![\w-])([\s\S]*)$/;

interface Directive extends TextRange {
  readonly verb: string;
  readonly rules: readonly RuleName[];
}

/**
 * Reads the suppressions of a text from the inner ranges of its comments, in document order. A `disable` lasts to
 * the `enable` that names the same rule or none, else to the end.
 */
export function readSuppressions(
  text: string,
  lines: LineIndex,
  comments: readonly TextRange[],
): readonly Suppression[] {
  const directives = comments.map((comment) => readDirective(text, comment)).filter((found) => found !== undefined);
  const targets = findTargetLines(lines, directives);
  const ends = findRegionEnds(directives, text.length);
  return directives
    .map((directive, index): Suppression | undefined => {
      const { verb, rules, start, end } = directive;
      if (verb === 'enable') return undefined;
      const region =
        verb === 'disable' ? { start: end, end: ends[index] ?? text.length } : toLineRange(lines, targets[index] ?? 0);
      return { start, end, rules, region };
    })
    .filter((suppression) => suppression !== undefined);
}

/** The inner ranges of a text's HTML comments, for documents that have no tree. */
export function findComments(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = text.indexOf('<!--'); at !== -1; at = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', at + 4);
    if (end === -1) break;
    found.push({ start: at + 4, end });
    at = end;
  }
  return found;
}

function readDirective(text: string, inner: TextRange): Directive | undefined {
  // Most comments are notes; they are recognized without copying them out of the text.
  let first = inner.start;
  while (first < inner.end && /\s/.test(text.charAt(first))) first++;
  if (!text.startsWith(DIRECTIVE_PREFIX, first)) return undefined;
  const match = DIRECTIVE.exec(text.slice(inner.start, inner.end));
  const [whole, verb, names] = match ?? [];
  if (whole === undefined || verb === undefined || names === undefined) return undefined;
  const base = inner.end - names.length;
  // Behind `--` a reason may follow.
  const reason = names.search(/(?:^|\s)--\s/);
  const listed = reason === -1 ? names : names.slice(0, reason);
  const rules = [...listed.matchAll(/[^\s,，、]+/g)].map((name) => {
    const start = base + name.index;
    return { id: name[0], start, end: start + name[0].length };
  });
  return { verb, rules, start: first, end: inner.end };
}

/** The offset at which each `disable` ends. Goes through the directives once, from the last to the first. */
function findRegionEnds(directives: readonly Directive[], end: number): readonly number[] {
  const ends = new Array<number>(directives.length).fill(end);
  const nextEnable = new Map<string, number>();
  let nextEnableOfAll = end;
  for (let index = directives.length - 1; index >= 0; index--) {
    const directive = directives[index];
    if (directive?.verb === 'enable') {
      if (directive.rules.length === 0) nextEnableOfAll = directive.start;
      for (const { id } of directive.rules) nextEnable.set(id, directive.start);
    } else if (directive?.verb === 'disable') {
      ends[index] = directive.rules.reduce(
        (least, { id }) => Math.min(least, nextEnable.get(id) ?? end),
        nextEnableOfAll,
      );
    }
  }
  return ends;
}

/** The line below each comment; several comments may follow each other, each on the line below the one before. */
function findTargetLines(lines: LineIndex, directives: readonly Directive[]): readonly number[] {
  const targets = new Array<number>(directives.length).fill(0);
  for (let index = directives.length - 1; index >= 0; index--) {
    const line = lines.lineAt(directives[index]?.end ?? 0) + 1;
    const next = directives[index + 1];
    const follows = next !== undefined && lines.lineAt(next.start) === line;
    targets[index] = follows ? (targets[index + 1] ?? line) : line;
  }
  return targets;
}

function toLineRange(lines: LineIndex, line: number): TextRange {
  return { start: lines.lineStart(line), end: lines.lineStart(line + 1) };
}

import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';

/** A comment that silences rules for a part of its document. */
export interface Suppression extends TextRange {
  /** The rules it names; none means every rule. */
  readonly rules: readonly RuleName[];
  /** Findings that start here are silenced. */
  readonly region: TextRange;
}

export interface RuleName extends TextRange {
  readonly id: string;
}

const MARK = 'sop-shots-';
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
  return directives
    .map((directive, index): Suppression | undefined => {
      const { verb, rules, start, end } = directive;
      if (verb === 'enable') return undefined;
      const region =
        verb === 'disable'
          ? { start: end, end: regionEnd(directives, index, text.length) }
          : nextLine(lines, directives, index);
      return { start, end, rules, region };
    })
    .filter((suppression) => suppression !== undefined);
}

/** The inner ranges of a text's HTML comments, for documents that have no tree. */
export function commentsOf(text: string): readonly TextRange[] {
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
  // Most comments are notes; they are told apart without being cut out of the text.
  let first = inner.start;
  while (first < inner.end && /\s/.test(text.charAt(first))) first++;
  if (!text.startsWith(MARK, first)) return undefined;
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

function regionEnd(directives: readonly Directive[], index: number, end: number): number {
  const ids = directives[index]?.rules.map((rule) => rule.id) ?? [];
  const close = directives.find(({ verb, rules }, other) => {
    return other > index && verb === 'enable' && (rules.length === 0 || rules.some((rule) => ids.includes(rule.id)));
  });
  return close?.start ?? end;
}

/** The line below the comment; comments of the same kind may stand on top of each other. */
function nextLine(lines: LineIndex, directives: readonly Directive[], index: number): TextRange {
  let line = lines.lineAt(directives[index]?.end ?? 0) + 1;
  for (let next = index + 1; next < directives.length; next++) {
    if (lines.lineAt(directives[next]?.start ?? 0) !== line) break;
    line = lines.lineAt(directives[next]?.end ?? 0) + 1;
  }
  return { start: lines.lineStart(line), end: lines.lineStart(line + 1) };
}

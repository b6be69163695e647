import type { TextRange } from '../text/range.ts';
import type { Finding, TextEdit } from './rule.ts';

/** How often fixes are applied to what earlier fixes left; every fix so far needs two rounds at most. */
const MOST_ROUNDS = 10;

/** Applies edits that do not overlap. Line breaks in new text become those of the document. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return spliced(text, ready(text, edits));
}

/** The edits in document order, with the document's line breaks. */
function ready(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const withBreaks = (newText: string) => newText.replace(/\r\n|\n|\r/g, lineBreak);
  return edits.toSorted(byPlace).map(({ range, newText }) => ({ range, newText: withBreaks(newText) }));
}

function spliced(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { range, newText } of edits) {
    pieces.push(text.slice(at, range.start), newText);
    at = range.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** The edits of as many fixes of this document as fit together, the earlier one first where two touch the same text. */
export function compatibleEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const fixes = findings
    .map(({ fix }) =>
      fix === undefined || fix.uri !== undefined ? undefined : { edits: fix.edits, span: spanOf(fix.edits) },
    )
    .filter((fix) => fix?.span !== undefined)
    .toSorted((a, b) => (a?.span?.start ?? 0) - (b?.span?.start ?? 0));
  const accepted: TextEdit[] = [];
  let end = -1;
  for (const fix of fixes) {
    if (fix?.span === undefined || fix.span.start <= end) continue;
    accepted.push(...fix.edits);
    end = fix.span.end;
  }
  return accepted;
}

/** How often fixing begins anew without what did not come to an end; one start is enough for every fix so far. */
const MOST_STARTS = 5;

type Lint = (text: string) => Promise<readonly Finding[]>;

/**
 * Fixes a text until nothing is left to fix: one fix can make room for another, so what was fixed is linted again.
 * A fix whose finding never goes away (two rules undo each other, or its text is read in another way than meant)
 * is left out, since what it would write piles up. `lint` answers the findings of a text.
 */
export async function fixUntilStable(text: string, lint: Lint): Promise<string> {
  const endless = new Set<string>();
  for (let start = 0; start < MOST_STARTS; start++) {
    const { fixed, left } = await fixInRounds(text, lint, endless);
    if (left.length === 0) return fixed;
    for (const key of left) endless.add(key);
  }
  return text;
}

/** Fixes in rounds; `left` are the keys of the findings whose fixes have not come to an end. */
async function fixInRounds(
  text: string,
  lint: Lint,
  endless: ReadonlySet<string>,
): Promise<{ readonly fixed: string; readonly left: readonly string[] }> {
  const seen = new Set([text]);
  const rounds: (readonly TextEdit[])[] = [];
  // A finding is known again by its rule and its place in the text as it was at first.
  const keyOf = ({ rule, range }: Finding) => `${rule} ${rounds.reduceRight(offsetBefore, range.start)}`;
  let current = text;
  for (;;) {
    const findings = (await lint(current)).filter((finding) => !endless.has(keyOf(finding)));
    const edits = ready(current, compatibleEdits(findings));
    const next = spliced(current, edits);
    if (next === current) return { fixed: current, left: [] };
    if (seen.has(next) || rounds.length === MOST_ROUNDS) {
      return { fixed: current, left: findings.filter(({ fix }) => fix !== undefined).map(keyOf) };
    }
    seen.add(next);
    rounds.push(edits);
    current = next;
  }
}

/** Where an offset was before edits were applied; for one within new text, where that text was put. */
function offsetBefore(offset: number, edits: readonly TextEdit[]): number {
  let grown = 0;
  for (const { range, newText } of edits) {
    const start = range.start + grown;
    if (offset < start) break;
    if (offset < start + newText.length) return Math.min(offset - grown, range.end);
    grown += newText.length - (range.end - range.start);
  }
  return offset - grown;
}

function spanOf(edits: readonly TextEdit[]): TextRange | undefined {
  if (edits.length === 0) return undefined;
  return {
    start: Math.min(...edits.map((edit) => edit.range.start)),
    end: Math.max(...edits.map((edit) => edit.range.end)),
  };
}

function byPlace(a: TextEdit, b: TextEdit): number {
  return a.range.start - b.range.start || a.range.end - b.range.end;
}

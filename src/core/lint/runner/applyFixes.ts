import type { TextRange } from '../../text/range.ts';
import type { Finding, TextEdit } from '../rule.ts';

/** How often fixes are applied to what earlier fixes left; every fix so far needs two rounds at most. */
const MAX_ROUNDS = 10;

/** Applies edits that do not overlap. Line breaks in new text become those of the document. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return spliceText(text, normalizeEdits(text, edits));
}

/** The edits in document order, with the document's line breaks. */
function normalizeEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const withBreaks = (newText: string) => newText.replace(/\r\n|\n|\r/g, lineBreak);
  return edits.toSorted(byRange).map(({ range, newText }) => ({ range, newText: withBreaks(newText) }));
}

function spliceText(text: string, edits: readonly TextEdit[]): string {
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
export function selectCompatibleEdits(findings: readonly Finding[]): readonly TextEdit[] {
  return selectCompatible(findings).flatMap(({ fix }) => fix?.edits ?? []);
}

/** As many findings with fixes of this document as fit together, the earlier fix first where two touch the same text. */
export function selectCompatible(findings: readonly Finding[]): readonly Finding[] {
  const fixes = findings
    .flatMap((finding) => {
      const { fix } = finding;
      const span = fix === undefined || fix.uri !== undefined ? undefined : getSpan(fix.edits);
      return span === undefined ? [] : [{ finding, span }];
    })
    .sort((a, b) => a.span.start - b.span.start);
  const accepted: Finding[] = [];
  let end = -1;
  for (const { finding, span } of fixes) {
    if (span.start <= end) continue;
    accepted.push(finding);
    end = span.end;
  }
  return accepted;
}

/** How often fixing restarts without the fixes that did not converge; all current fixes need one start. */
const MAX_RESTARTS = 5;

type Lint = (text: string) => Promise<readonly Finding[]>;

/**
 * Fixes a text until nothing is left to fix: one fix can make room for another, so what was fixed is linted again.
 * A fix whose finding never goes away (two rules undo each other, or its text is read in another way than meant)
 * is left out, since what it would write piles up. `lint` answers the findings of a text.
 */
export async function fixUntilStable(text: string, lint: Lint): Promise<string> {
  const endless = new Set<string>();
  for (let start = 0; start < MAX_RESTARTS; start++) {
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
  const keyOf = ({ rule, range }: Finding) => `${rule} ${rounds.reduceRight(toOffsetBefore, range.start)}`;
  let current = text;
  for (;;) {
    const findings = (await lint(current)).filter((finding) => !endless.has(keyOf(finding)));
    const edits = normalizeEdits(current, selectCompatibleEdits(findings));
    const next = spliceText(current, edits);
    if (next === current) return { fixed: current, left: [] };
    if (seen.has(next) || rounds.length === MAX_ROUNDS) {
      return { fixed: current, left: findings.filter(({ fix }) => fix !== undefined).map(keyOf) };
    }
    seen.add(next);
    rounds.push(edits);
    current = next;
  }
}

/** Where an offset was before edits were applied; for one within new text, where that text was put. */
function toOffsetBefore(offset: number, edits: readonly TextEdit[]): number {
  let grown = 0;
  for (const { range, newText } of edits) {
    const start = range.start + grown;
    if (offset < start) break;
    if (offset < start + newText.length) return Math.min(offset - grown, range.end);
    grown += newText.length - (range.end - range.start);
  }
  return offset - grown;
}

function getSpan(edits: readonly TextEdit[]): TextRange | undefined {
  if (edits.length === 0) return undefined;
  return {
    start: Math.min(...edits.map((edit) => edit.range.start)),
    end: Math.max(...edits.map((edit) => edit.range.end)),
  };
}

function byRange(a: TextEdit, b: TextEdit): number {
  return a.range.start - b.range.start || a.range.end - b.range.end;
}

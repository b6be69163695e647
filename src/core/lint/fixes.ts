import type { TextRange } from '../text/range.ts';
import type { Finding, TextEdit } from './rule.ts';

/** How often fixes are applied to what earlier fixes left; every fix so far needs two rounds at most. */
const MOST_ROUNDS = 10;

/** Applies edits that do not overlap. Line breaks in new text become those of the document. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const pieces: string[] = [];
  let at = 0;
  for (const { range, newText } of edits.toSorted(byPlace)) {
    pieces.push(text.slice(at, range.start), newText.replace(/\r\n|\n|\r/g, lineBreak));
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

/**
 * Fixes a text until nothing is left to fix: one fix can make room for another, so what was fixed is linted again.
 * `lint` answers the findings of a text.
 */
export async function fixUntilStable(
  text: string,
  lint: (text: string) => Promise<readonly Finding[]>,
): Promise<string> {
  const seen = new Set([text]);
  let current = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = applyEdits(current, compatibleEdits(await lint(current)));
    if (next === current) break;
    current = next;
    // Two rules that undo each other must not be run for ever.
    if (seen.has(next)) break;
    seen.add(next);
  }
  return current;
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

import { type Diagnostic, type Shot, type ShotsDocument, slice, type TextEdit } from '../../core/index.ts';
import type { GeneratedShot } from '../run/events.ts';

/** The faulty shots of a document, ready for a `repair-document` task. */
export interface FaultyShots {
  readonly shots: readonly Shot[];
  /** Their texts, apart by separators. */
  readonly text: string;
  /** What the checker says of them, one finding a line, each with the number of its shot among them. */
  readonly findings: string;
  /** The ids they have and keep. */
  readonly ids: readonly (string | undefined)[];
}

/** Picks the shots that have errors or warnings. */
export function faultyShots(document: ShotsDocument, diagnostics: readonly Diagnostic[]): FaultyShots {
  const faults = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const found = document.shots.map((shot) => ({
    shot,
    own: faults.filter((fault) => standsIn(document, shot, fault)),
  }));
  const faulty = found.filter(({ own }) => own.length > 0);
  const lines = faulty.flatMap(({ own, shot }, at) =>
    own.map(({ message, range, rule }) => {
      const line = document.text.slice(
        document.lines.lineStart(range.start.line),
        document.lines.lineEnd(range.start.line),
      );
      return `- (${at + 1}${shot.id === undefined ? '' : ` ${shot.id.value}`}) ${message} (${rule}: ${line.trim()})`;
    }),
  );
  return {
    shots: faulty.map(({ shot }) => shot),
    text: faulty.map(({ shot }) => slice(document.text, shot).trim()).join('\n\n---\n\n'),
    findings: lines.join('\n'),
    ids: faulty.map(({ shot }) => shot.id?.value),
  };
}

/** The document without some shots: where their successors are checked, so that they do not repeat them. */
export function textWithout(document: ShotsDocument, shots: readonly Shot[]): string {
  return applyEdits(
    document.text,
    shots.map((shot) => ({ range: shot, newText: '' })),
  );
}

/** Puts mended shots in the place of faulty ones. A shot that is no better than before stays as it was. */
export function repairEdits(
  document: ShotsDocument,
  { shots }: FaultyShots,
  mended: readonly GeneratedShot[],
  diagnostics: readonly Diagnostic[],
): readonly TextEdit[] {
  return mended.flatMap(({ findings, plan, text }) => {
    const shot = shots[plan.index];
    if (shot === undefined) return [];
    const before = diagnostics.filter((fault) => standsIn(document, shot, fault)).length;
    if (findings.length >= before) return [];
    const old = slice(document.text, shot);
    const space = /\s*$/.exec(old)?.[0] ?? '';
    return [{ range: { start: shot.start, end: shot.end - space.length }, newText: text }];
  });
}

function standsIn({ lines }: ShotsDocument, shot: Shot, { range }: Diagnostic): boolean {
  const offset = lines.offsetAt(range.start);
  return shot.start <= offset && offset < shot.end;
}

/** A text with edits carried out; they are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let from = 0;
  for (const { newText, range } of edits) {
    out += text.slice(from, range.start) + newText;
    from = range.end;
  }
  return out + text.slice(from);
}

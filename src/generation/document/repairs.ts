import {
  type Diagnostic,
  getFindingShape,
  replaceHtmlComments,
  type Shot,
  type ShotsDocument,
  slice,
  type TextEdit,
} from '../../core/index.ts';
import type { GeneratedShot } from '../run/events.ts';

/** The faulty shots of a document, ready for a `repair-document` task. */
export interface FaultyShots {
  readonly shots: readonly Shot[];
  /** Their texts, apart by separators. */
  readonly text: string;
  /** What the checker says of them, one finding per line, each with the number of its shot among them, without its id. */
  readonly findings: string;
  /** The ids they have and keep. */
  readonly ids: readonly (string | undefined)[];
}

/** Picks the shots that have errors or warnings. */
export function findFaultyShots(document: ShotsDocument, diagnostics: readonly Diagnostic[]): FaultyShots {
  const faults = diagnostics.filter(isFault);
  const found = document.shots.map((shot) => ({
    shot,
    own: faults.filter((fault) => isInShot(document, shot, fault)),
  }));
  const faulty = found.filter(({ own }) => own.length > 0);
  const lines = faulty.flatMap(({ own }, at) =>
    own.map(({ message, range, rule }) => {
      const line = document.text.slice(
        document.lines.lineStart(range.start.line),
        document.lines.lineEnd(range.start.line),
      );
      // Ids and comments are not sent to a model.
      const shown = replaceHtmlComments(line, '').trim();
      return `- (${at + 1}) ${message} (${rule}${shown === '' ? '' : `: ${shown}`})`;
    }),
  );
  return {
    shots: faulty.map(({ shot }) => shot),
    text: faulty.map(({ shot }) => slice(document.text, shot).trim()).join('\n\n---\n\n'),
    findings: lines.join('\n'),
    ids: faulty.map(({ shot }) => shot.id?.value),
  };
}

/** The findings in one shot of a document. */
export function getShotFindings(
  document: ShotsDocument,
  shot: Shot,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics.filter((finding) => isInShot(document, shot, finding));
}

/** The shapes of errors and warnings of a document, by which `filterByShape` finds others like them. */
export function getFaultShapes(document: ShotsDocument, diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(diagnostics.filter(isFault).map((finding) => getShape(document, finding)));
}

/** The errors and warnings that have one of the shapes, which must be of the same language. */
export function filterByShape(
  document: ShotsDocument,
  diagnostics: readonly Diagnostic[],
  shapes: ReadonlySet<string>,
): readonly Diagnostic[] {
  return diagnostics.filter((finding) => isFault(finding) && shapes.has(getShape(document, finding)));
}

/** The document without some shots: where their successors are checked, so that they do not repeat them. */
export function textWithout(document: ShotsDocument, shots: readonly Shot[]): string {
  return applyEdits(
    document.text,
    shots.map((shot) => ({ range: shot, newText: '' })),
  );
}

/** Replaces faulty shots by repaired ones. A shot that did not improve is kept. */
export function getRepairEdits(
  document: ShotsDocument,
  { shots }: FaultyShots,
  replacements: readonly GeneratedShot[],
  diagnostics: readonly Diagnostic[],
): readonly TextEdit[] {
  return replacements.flatMap(({ findings, plan, text }) => {
    const shot = shots[plan.index];
    if (shot === undefined) return [];
    const before = diagnostics.filter((fault) => isInShot(document, shot, fault)).length;
    if (findings.length >= before) return [];
    const old = slice(document.text, shot);
    const space = old.length - old.trimEnd().length;
    return [{ range: { start: shot.start, end: shot.end - space }, newText: text }];
  });
}

function isFault({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

function getShape({ lines, text }: ShotsDocument, finding: Diagnostic): string {
  return getFindingShape(finding, ({ start, end }) => text.slice(lines.offsetAt(start), lines.offsetAt(end)));
}

function isInShot({ lines }: ShotsDocument, shot: Shot, { range }: Diagnostic): boolean {
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

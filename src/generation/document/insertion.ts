import {
  type KnownTools,
  parseShots,
  projectDocument,
  type Shot,
  type ShotsDocument,
  slice,
} from '../../core/index.ts';

/** Offset and text of new shots in a document. */
export interface Insertion {
  /** UTF-16 units from the start of the document. */
  readonly offset: number;
  readonly text: string;
}

/**
 * Inserts shots after the document's last one, but before an open slot, with the document's own separator. Computed
 * when the shots are accepted, so that edits in the meantime do not matter.
 */
export function getInsertion(document: ShotsDocument, shots: readonly string[]): Insertion {
  const lineBreak = document.text.includes('\r\n') ? '\r\n' : '\n';
  const apart = getShotGap(document);
  const slot = document.openSlots.at(-1);
  const body = shots.join(apart);
  if (slot === undefined) {
    const offset = document.text.trimEnd().length;
    const before = offset === 0 ? '' : document.shots.length === 0 ? '\n\n' : apart;
    const after = offset === document.text.length ? '\n' : '';
    return { offset, text: withLineBreaks(before + body + after, lineBreak) };
  }
  return { offset: slot.start, text: withLineBreaks(body + apart, lineBreak) };
}

/** A document with shots after its own. */
export function insertShots(text: string, shots: readonly string[], knownTools: KnownTools): string {
  const { offset, text: inserted } = getInsertion(projectDocument(parseShots(text), knownTools), shots);
  return text.slice(0, offset) + inserted + text.slice(offset);
}

/** The texts of a document's shots, or of some of them, as they are written. */
export function getShotTexts({ shots, text }: ShotsDocument, some: readonly Shot[] = shots): readonly string[] {
  return some.map((shot) => slice(text, shot).trim());
}

/** The ids that a document's shots, or some of them, have. */
export function getShotIds({ shots }: ShotsDocument, some: readonly Shot[] = shots): ReadonlySet<string> {
  return new Set(some.flatMap(({ id }) => (id === undefined ? [] : [id.value])));
}

/** The text between shots: the most common separator, otherwise a blank line. */
export function getShotGap(document: ShotsDocument): string {
  const marks = document.tree.nodes.flatMap((node) =>
    node.kind === 'separator' && node.separates === 'shots' ? [slice(document.text, node.mark)] : [],
  );
  const half = (document.shots.length - 1) / 2;
  return marks.length > half && marks.length > 0 ? `\n\n${marks[0]}\n\n` : '\n\n';
}

/** A front matter for a new document. Paths are relative to it and use slashes. */
export function toFrontMatterText(sop: string | undefined, tools: readonly string[]): string {
  const quote = (path: string): string => (/^[\w./-]+$/.test(path) ? path : JSON.stringify(path));
  const lines = [
    ...(sop === undefined ? [] : [`sop: ${quote(sop)}`]),
    ...(tools.length === 0 ? [] : [`tools: [${tools.map(quote).join(', ')}]`]),
  ];
  return lines.length === 0 ? '' : `---\n${lines.join('\n')}\n---\n`;
}

function withLineBreaks(text: string, lineBreak: string): string {
  return lineBreak === '\n' ? text : text.replaceAll('\n', lineBreak);
}

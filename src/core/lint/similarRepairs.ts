import { defineMessages, type Message } from '../l10n/messages.ts';
import type { Position, Range } from '../text/lineIndex.ts';
import type { Diagnostic, Repair, WorkspaceChanges } from './lintResult.ts';

const say = defineMessages({
  all: {
    en: 'Repair {count} similar problems in this document: {title}',
    'zh-CN': '修复本文档中 {count} 个类似问题：{title}',
  },
  suchAs: {
    en: 'Repair {count} similar problems in this document, such as: {title}',
    'zh-CN': '修复本文档中 {count} 个类似问题，例如：{title}',
  },
});

/** One repair for several findings of a document. */
export interface SimilarRepairs {
  readonly title: Message;
  /** How many findings it repairs. */
  readonly count: number;
  readonly kind: Repair['kind'];
  /** Edits of one file do not overlap. */
  readonly changes: WorkspaceChanges;
}

type GetText = (range: Range) => string;
type FileEdits = WorkspaceChanges[string];

/**
 * The rule of a finding and its message without the text that it marks: two findings with the same shape have the same
 * mistake with other values. Rendered in one language, so that only shapes of one language can be compared.
 */
export function getFindingShape({ message, range, rule }: Diagnostic, getText: GetText): string {
  return `${rule}: ${withoutText(message, getText(range))}`;
}

/**
 * The same repair for every finding that has it: findings of the same rule whose repair differs only in the marked text.
 * A repair that would change the same text as an earlier one is left out. Undefined if there is only one.
 *
 * @param findings of the document, in the version that `getText` reads.
 */
export function findSimilarRepairs(
  findings: readonly Diagnostic[],
  finding: Diagnostic,
  repair: Repair,
  getText: GetText,
): SimilarRepairs | undefined {
  const shape = getRepairShape(finding, repair, getText);
  const changes = new Map<string, FileEdits>();
  const titles: string[] = [];
  for (const other of findings) {
    if (other.rule !== finding.rule) continue;
    const same = other.repairs.find((one) => getRepairShape(other, one, getText) === shape);
    if (same !== undefined && addChanges(changes, same.changes)) titles.push(same.title);
  }
  const count = titles.length;
  if (count < 2) return undefined;
  const key = titles.every((title) => title === repair.title) ? 'all' : 'suchAs';
  const title = say(key, { count, title: repair.title });
  return { title, count, kind: repair.kind, changes: Object.fromEntries(changes) };
}

/** A fix keeps the meaning, so that its values may differ; a suggestion must write the same. */
function getRepairShape({ range }: Diagnostic, { changes, kind, title }: Repair, getText: GetText): string {
  const general = withoutText(title, getText(range));
  const [first] = Object.values(changes).flat();
  return kind === 'suggestion' || first === undefined ? general : withoutText(general, first.newText);
}

/** A message with an ellipsis for a text in it, where it is a word or value of its own. Its quotes stay. */
function withoutText(message: string, text: string): string {
  const bare = text.trim().replace(/^["'“]|["'”]$/g, '');
  if (bare === '') return message;
  const parts = message.split(bare);
  return parts.reduce((before, after) => {
    const isPart = /[A-Za-z0-9_]$/.test(before.slice(-1)) || /^[A-Za-z0-9_]/.test(after.slice(0, 1));
    return `${before}${isPart ? bare : '…'}${after}`;
  });
}

/** Adds the edits of a repair; false if they overlap others. Equal edits are made once. */
function addChanges(changes: Map<string, FileEdits>, added: WorkspaceChanges): boolean {
  const fresh = Object.entries(added).map(([uri, edits]): readonly [string, FileEdits] => {
    const known = changes.get(uri) ?? [];
    return [uri, edits.filter((edit) => !known.some((other) => isSameEdit(edit, other)))];
  });
  const overlaps = fresh.some(([uri, edits]) =>
    edits.some(({ range }) => (changes.get(uri) ?? []).some((other) => rangesOverlap(range, other.range))),
  );
  if (overlaps) return false;
  for (const [uri, edits] of fresh) changes.set(uri, [...(changes.get(uri) ?? []), ...edits]);
  return true;
}

function isSameEdit(a: FileEdits[number], b: FileEdits[number]): boolean {
  const isSamePlace = comparePositions(a.range.start, b.range.start) === 0;
  return isSamePlace && comparePositions(a.range.end, b.range.end) === 0 && a.newText === b.newText;
}

/** Two insertions at one place overlap, because their order would be a guess. */
function rangesOverlap(a: Range, b: Range): boolean {
  if (comparePositions(a.start, b.start) === 0) return true;
  return comparePositions(a.start, b.end) < 0 && comparePositions(b.start, a.end) < 0;
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

import { parseProcedure } from '../parseProcedure.ts';
import type { LineKind, Procedure } from '../procedure.ts';
import { readParts } from '../readParts.ts';
import type { Part, Role } from '../roles/role.ts';
import { type LineChoice, linesFor } from './lineForms.ts';

/** A text that becomes a procedure: its lines as they are to be written, and those that are left out. */
export interface ImportedText {
  readonly lines: readonly string[];
  readonly leftOut: ReadonlySet<number>;
}

/** What one line of an imported text is read as. */
export interface ImportedLine {
  /** Among all lines, those left out too. */
  readonly index: number;
  readonly text: string;
  readonly kind: LineKind | 'left-out';
  /** The last line of the section that begins here. */
  readonly sectionEnd: number | undefined;
}

/** How an imported text is read. */
export interface ImportReading {
  readonly lines: readonly ImportedLine[];
  readonly procedure: Procedure;
}

const URI = 'untitled:import.sop.md';

/** Lines of a text to decide about; none is left out. */
export function importText(text: string): ImportedText {
  return { lines: text.replace(/\n$/, '').split('\n'), leftOut: new Set() };
}

/** The text of the procedure: every line that is not left out. */
export function textOf({ lines, leftOut }: ImportedText): string {
  return `${lines.filter((_, index) => !leftOut.has(index)).join('\n')}\n`;
}

/** Reads each line in its place. */
export function readImport(imported: ImportedText): ImportReading {
  const procedure = parseProcedure(URI, textOf(imported));
  const sections = sectionsOf(imported.lines);
  let line = 0;
  return {
    procedure,
    lines: imported.lines.map((text, index) => ({
      index,
      text,
      kind: imported.leftOut.has(index) ? 'left-out' : (procedure.lineKinds[line++] ?? 'blank'),
      sectionEnd: sections.get(index),
    })),
  };
}

/** Leaves a line out, or a section with everything in it. */
export function leaveOut(imported: ImportedText, index: number): ImportedText {
  return { ...imported, leftOut: new Set([...imported.leftOut, ...linesFrom(imported, index)]) };
}

/**
 * Writes a line so that it is read as what was chosen, and as few others as possible are read differently; a line that
 * was left out comes back, with its section. Undefined where no way of writing has that effect.
 */
export function choose(imported: ImportedText, index: number, choice: LineChoice): ImportedText | undefined {
  const restored = imported.leftOut.has(index) ? restore(imported, index) : imported;
  const before = readImport(restored).lines;
  const written = new Set(linesFor(restored.lines, index, choice));
  const fitting = [...written].flatMap((line) => {
    const changed = { ...restored, lines: restored.lines.with(index, line) };
    const { lines } = readImport(changed);
    if (!IS_CHOSEN[choice].has(lines[index]?.kind ?? 'blank')) return [];
    return [{ changed, others: lines.filter(({ kind }, other) => kind !== before[other]?.kind).length }];
  });
  const fewest = Math.min(...fitting.map(({ others }) => others));
  return fitting.find(({ others }) => others === fewest)?.changed;
}

const IS_CHOSEN: Readonly<Record<LineChoice, ReadonlySet<ImportedLine['kind']>>> = {
  step: new Set(['step']),
  rule: new Set(['rule']),
  note: new Set(['note']),
  heading: new Set(['title', 'group', 'meta', 'note']),
  procedure: new Set(['title', 'group', 'step']),
  background: new Set(['meta']),
};

function restore(imported: ImportedText, index: number): ImportedText {
  const back = new Set(linesFrom(imported, index));
  return { ...imported, leftOut: new Set([...imported.leftOut].filter((line) => !back.has(line))) };
}

/** The line, or all lines of the section that it begins. */
function linesFrom({ lines }: ImportedText, index: number): readonly number[] {
  const end = sectionsOf(lines).get(index) ?? index;
  return Array.from({ length: end - index + 1 }, (_, offset) => index + offset);
}

/** The first lines of sections with their last ones. */
function sectionsOf(lines: readonly string[]): ReadonlyMap<number, number> {
  const sections = new Map<number, number>();
  const visit = ({ children }: Part, end: number): void => {
    for (const [at, child] of children.entries()) {
      const { line } = child.node.item;
      const last = Math.max(line, (children[at + 1]?.node.item.line ?? end + 1) - 1);
      if (isSection(child)) sections.set(line, last);
      visit(child, last);
    }
  };
  visit(readParts(lines.join('\n')).root, lines.length - 1);
  return sections;
}

const HOLDING: ReadonlySet<Role> = new Set(['group', 'meta', 'note', 'exceptions', 'alternative']);

/** A heading below the title, or a numbered title with items below it. */
function isSection({ node, role, children }: Part): boolean {
  if (node.form === 'heading') return node.item.heading > 1;
  return node.form === 'numbered' && children.length > 0 && HOLDING.has(role);
}

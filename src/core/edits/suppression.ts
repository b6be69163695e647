import type { LineIndex } from '../text/lineIndex.ts';

/** Text to insert at the start of a line. */
export interface Insertion {
  /** Zero-based. */
  readonly line: number;
  /** UTF-16 units from the start of the line. */
  readonly character: number;
  readonly newText: string;
}

const directive = /^([ \t>]*<!--\s*sop-shots-disable-next-line\b)(.*)-->[ \t]*$/;

/**
 * The insertion that suppresses one rule for a line of a shots or SOP document: a comment above it, or one more name
 * in the comment that is there. Undefined in front matter, where comments are not possible.
 */
export function createSuppression(text: string, lines: LineIndex, line: number, rule: string): Insertion | undefined {
  if (line <= frontMatterEnd(text, lines)) return undefined;
  const above = line > 0 ? textOf(text, lines, line - 1) : '';
  const present = directive.exec(above);
  if (present) {
    const [, start = '', written = ''] = present;
    const names = written.trimEnd();
    // A reason is after ` -- `; the name goes before it.
    const reason = names.search(/\s--\s/);
    const character = start.length + (reason === -1 ? names.length : reason);
    return { line: line - 1, character, newText: ` ${rule}` };
  }
  const indentation = /^[ \t]*(?:>[ \t]?)*/.exec(textOf(text, lines, line))?.[0] ?? '';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${indentation}<!-- sop-shots-disable-next-line ${rule} -->${lineBreak}`;
  return { line, character: 0, newText };
}

/** The last line of the front matter, or -1. */
function frontMatterEnd(text: string, lines: LineIndex): number {
  if (!/^\uFEFF?---[ \t]*$/.test(textOf(text, lines, 0))) return -1;
  for (let line = 1; line < lines.lineCount; line++) {
    if (/^---[ \t]*$/.test(textOf(text, lines, line))) return line;
  }
  return -1;
}

function textOf(text: string, lines: LineIndex, line: number): string {
  return text.slice(lines.lineStart(line), lines.lineEnd(line));
}

import { LineIndex } from '../text/lineIndex.ts';
import type { Readings } from './clauses/readMoves.ts';
import { type ProcedureFrontMatter, readProcedureFrontMatter } from './procedureFrontMatter.ts';
import type { LineContent } from './read/item.ts';
import { readLines } from './read/items.ts';
import { buildOutline } from './read/outline.ts';
import type { Outline } from './read/outlineNode.ts';
import { assignRoles } from './roles/assignRoles.ts';
import type { Part } from './roles/role.ts';

/** The lines of a document, their outline, and the role of each of its items. */
export interface ReadParts {
  readonly front: ProcedureFrontMatter;
  readonly lines: LineIndex;
  readonly contents: readonly LineContent[];
  readonly outline: Outline;
  readonly root: Part;
}

/** Reads an SOP document up to the roles of its items. Words that are known are not read again. */
export function readParts(text: string, readings?: Readings): ReadParts {
  const front = readProcedureFrontMatter(text);
  const lines = new LineIndex(text);
  const contents = readLines(text, lines, front.end);
  const outline = buildOutline(text, contents);
  return { front, lines, contents, outline, root: assignRoles(text, outline.root, readings) };
}

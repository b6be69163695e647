import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { toRange } from '../ranges.ts';
import type { NamedOccurrence } from './namedOccurrence.ts';

/** One edit per occurrence, file by file. */
export function workspaceEdit(
  occurrences: readonly NamedOccurrence[],
  write: (occurrence: NamedOccurrence) => string | undefined,
): WorkspaceEdit {
  const changes = new Map<string, Map<number, TextEdit>>();
  for (const occurrence of occurrences) {
    const edits = changes.get(occurrence.uri) ?? new Map<number, TextEdit>();
    const newText = write(occurrence);
    if (newText === undefined) continue;
    changes.set(occurrence.uri, edits);
    edits.set(occurrence.range.start, { range: toRange(occurrence.lines, occurrence.range), newText });
  }
  return { changes: Object.fromEntries([...changes].map(([uri, edits]) => [uri, [...edits.values()]])) };
}

import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { toRange } from '../ranges.ts';
import type { NamedPlace } from './places.ts';

/** One edit a place, file by file. */
export function workspaceEdit(
  places: readonly NamedPlace[],
  write: (place: NamedPlace) => string | undefined,
): WorkspaceEdit {
  const changes = new Map<string, Map<number, TextEdit>>();
  for (const place of places) {
    const edits = changes.get(place.uri) ?? new Map<number, TextEdit>();
    const newText = write(place);
    if (newText === undefined) continue;
    changes.set(place.uri, edits);
    edits.set(place.range.start, { range: toRange(place.lines, place.range), newText });
  }
  return { changes: Object.fromEntries([...changes].map(([uri, edits]) => [uri, [...edits.values()]])) };
}

import { Location, MarkdownString, Position, TextEdit, Uri, WorkspaceEdit } from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { toRange } from '../convert.ts';

/** LSP's kinds of symbols, completions and highlights count from one, VS Code's from zero. */
export function toKind<Kind extends number>(kind: number): Kind {
  return (kind - 1) as Kind;
}

export function toPosition({ line, character }: lsp.Position): Position {
  return new Position(line, character);
}

export function toLocation({ uri, range }: lsp.Location): Location {
  return new Location(Uri.parse(uri), toRange(range));
}

export function toTextEdit({ range, newText }: lsp.TextEdit): TextEdit {
  return TextEdit.replace(toRange(range), newText);
}

/** Markup of the core is Markdown of its own making: without commands, without HTML. */
export function toMarkdown(
  content: lsp.MarkupContent | lsp.MarkedString | readonly lsp.MarkedString[],
): MarkdownString {
  const value = typeof content === 'string' ? content : 'value' in content ? content.value : content.join('\n\n');
  return new MarkdownString(value);
}

/** An edit of several files, with files it creates first. */
export function toEdit({ changes = {}, documentChanges = [] }: lsp.WorkspaceEdit): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const change of documentChanges) {
    if ('kind' in change && change.kind === 'create') edit.createFile(Uri.parse(change.uri), change.options);
    if ('edits' in change) edit.set(Uri.parse(change.textDocument.uri), change.edits.flatMap(plainEdit));
  }
  for (const [uri, edits] of Object.entries(changes)) edit.set(Uri.parse(uri), edits.map(toTextEdit));
  return edit;
}

function plainEdit(edit: { readonly range: lsp.Range; readonly newText?: string }): readonly TextEdit[] {
  return edit.newText === undefined ? [] : [toTextEdit({ range: edit.range, newText: edit.newText })];
}

import { type CodeAction, CodeActionKind, type Range, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  changedLines,
  type FileKind,
  type Diagnostic as Finding,
  type Language,
  type LanguageService,
  type WorkspaceChanges,
} from '../core/index.ts';
import { FIX_ALL } from './capabilities.ts';
import { toDiagnostic } from './checking.ts';

const TITLE: Readonly<Record<Language, string>> = {
  en: 'Fix all findings of SOP Shots',
  'zh-CN': '修复 SOP Shots 发现的所有问题',
};

/** What mends the findings at a range. */
export function repairsAt(findings: readonly Finding[], range: Range): readonly CodeAction[] {
  return findings
    .filter((finding) => touches(finding.range, range))
    .flatMap((finding) =>
      finding.repairs.map((repair) => ({
        title: repair.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(finding)],
        // Clients may apply the preferred one unasked, so a suggestion, which changes what is taught, never is.
        isPreferred: repair.kind === 'fix',
        edit: toEdit(repair.changes),
      })),
    );
}

/** Every fix that keeps the meaning, as one action; none if there is nothing to fix. */
export async function fixAllAction(
  service: LanguageService,
  document: TextDocument,
  kind: FileKind | undefined,
  language: Language,
): Promise<readonly CodeAction[]> {
  const { text, changed } = await service.fixAll(document.uri, {}, kind);
  if (!changed) return [];
  const edits = changedLines(document.getText(), text);
  return [{ title: TITLE[language], kind: FIX_ALL, edit: toEdit({ [document.uri]: edits }) }];
}

function toEdit(changes: WorkspaceChanges): WorkspaceEdit {
  return {
    changes: Object.fromEntries(Object.entries(changes).map(([uri, edits]): [string, TextEdit[]] => [uri, [...edits]])),
  };
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

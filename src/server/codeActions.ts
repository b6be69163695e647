import { type CodeAction, CodeActionKind, type Range, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  changedLines,
  defineMessages,
  type FileKind,
  type Diagnostic as Finding,
  findSimilarRepairs,
  type Language,
  type LanguageService,
  renderMessage,
  type WorkspaceChanges,
} from '../core/index.ts';
import { FIX_ALL } from './capabilities.ts';
import { toDiagnostic } from './diagnosticsPublisher.ts';

const say = defineMessages({
  fixAll: { en: 'Fix all auto-fixable SOP Shots problems', 'zh-CN': '修复所有可自动修复的 SOP Shots 问题' },
});

/** Quick fixes for the findings at a range, and the same repairs for all findings like them. */
export function getQuickFixes(
  findings: readonly Finding[],
  range: Range,
  document: TextDocument,
  language: Language,
): readonly CodeAction[] {
  const getText = (part: Range): string => document.getText(part);
  const here = findings.filter((finding) => rangesTouch(finding.range, range));
  const single = here.flatMap((finding) =>
    finding.repairs.map((repair) => ({
      ...toQuickFix(finding, repair.title, repair.changes),
      // Clients may apply the preferred action without asking, so a suggestion, which changes the meaning, is never preferred.
      isPreferred: repair.kind === 'fix',
    })),
  );
  const similar = here.flatMap((finding) =>
    finding.repairs.flatMap((repair) => {
      const all = findSimilarRepairs(findings, finding, repair, getText);
      return all === undefined ? [] : [toQuickFix(finding, renderMessage(all.title, language), all.changes)];
    }),
  );
  return [...single, ...similar];
}

function toQuickFix(finding: Finding, title: string, changes: WorkspaceChanges): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(finding)], edit: toEdit(changes) };
}

/** Every fix that keeps the meaning, as one code action; empty if there is nothing to fix. */
export async function getFixAllAction(
  service: LanguageService,
  document: TextDocument,
  kind: FileKind | undefined,
  language: Language,
): Promise<readonly CodeAction[]> {
  const { text, changed } = await service.fixAll(document.uri, {}, kind);
  if (!changed) return [];
  const edits = changedLines(document.getText(), text);
  return [{ title: renderMessage(say('fixAll'), language), kind: FIX_ALL, edit: toEdit({ [document.uri]: edits }) }];
}

function toEdit(changes: WorkspaceChanges): WorkspaceEdit {
  return {
    changes: Object.fromEntries(Object.entries(changes).map(([uri, edits]): [string, TextEdit[]] => [uri, [...edits]])),
  };
}

function rangesTouch(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

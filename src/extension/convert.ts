import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Location,
  Range,
  Uri,
  WorkspaceEdit,
} from 'vscode';
import type * as core from '../core/index.ts';

/** The name under which findings appear in the Problems view. */
export const DIAGNOSTIC_SOURCE = 'sop-shots';

const SEVERITIES: Readonly<Record<core.Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange({ start, end }: core.Range): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** A finding as VS Code shows it; its code links to the rule's page. */
export function toDiagnostic(found: core.Diagnostic): Diagnostic {
  const diagnostic = new Diagnostic(toRange(found.range), found.message, SEVERITIES[found.severity]);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = { value: found.rule, target: ruleLink(found.rule) };
  diagnostic.relatedInformation = found.related.map(
    ({ uri, range, message }) =>
      new DiagnosticRelatedInformation(new Location(Uri.parse(uri), toRange(range)), message),
  );
  return diagnostic;
}

/** Opens the page of a rule when followed. */
function ruleLink(rule: string): Uri {
  return Uri.parse(`command:sopShots.openRuleDocumentation?${encodeURIComponent(JSON.stringify([rule]))}`);
}

/** An edit of the workspace. With a label, VS Code shows it in the refactor preview before it is applied. */
export function toWorkspaceEdit(changes: core.WorkspaceChanges, label?: string): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const metadata = label === undefined ? undefined : { label, needsConfirmation: true };
  for (const [uri, edits] of Object.entries(changes)) {
    for (const { range, newText } of edits) edit.replace(Uri.parse(uri), toRange(range), newText, metadata);
  }
  return edit;
}

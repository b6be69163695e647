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
export const diagnosticSource = 'sop-shots';

const severities: Readonly<Record<core.Severity, DiagnosticSeverity>> = {
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
  const diagnostic = new Diagnostic(toRange(found.range), found.message, severities[found.severity]);
  diagnostic.source = diagnosticSource;
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

export function toWorkspaceEdit(changes: core.WorkspaceChanges): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const [uri, edits] of Object.entries(changes)) {
    for (const { range, newText } of edits) edit.replace(Uri.parse(uri), toRange(range), newText);
  }
  return edit;
}

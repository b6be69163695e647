import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Disposable,
  languages,
  type TextDocument,
} from 'vscode';
import { defineMessages, type Diagnostic as Finding, findSimilarRepairs, type Repair } from '../../core/index.ts';
import { toRange, toWorkspaceEdit } from '../convert.ts';
import { CHECKED_SELECTOR } from '../documents.ts';
import type { Findings, ShownFinding } from '../findings.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  disableForLine: { en: 'Disable {rule} for this line', 'zh-CN': '对此行禁用 {rule}' },
  turnOff: { en: 'Disable {rule} in the project', 'zh-CN': '在项目中禁用 {rule}' },
  openPage: { en: 'Show documentation for {rule}', 'zh-CN': '显示 {rule} 的文档' },
});

/** Offers quick fixes and suppressions for the findings at the cursor. */
export function registerCodeActions(session: Session, findings: Findings): Disposable {
  const provider: CodeActionProvider = {
    provideCodeActions: (document, range) => {
      const current = findings.current(document);
      const here = current.filter(({ shown }) => shown.range.intersection(range) !== undefined);
      const all = current.map(({ finding }) => finding);
      // Several findings of one rule are silenced by one action.
      const byRule = new Map(here.toReversed().map((found) => [found.finding.rule, found]));
      const silenced = [...byRule.values()].toReversed();
      return [
        ...here.flatMap(repairActions),
        ...here.flatMap((found) => similarActions(session, document, all, found)),
        ...silenced.flatMap((found) => silencingActions(session, document, found)),
      ];
    },
  };
  return languages.registerCodeActionsProvider(CHECKED_SELECTOR, provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix],
  });
}

function repairActions({ finding, shown }: ShownFinding): readonly CodeAction[] {
  return finding.repairs.map((repair: Repair) => {
    const action = new CodeAction(repair.title, CodeActionKind.QuickFix);
    action.edit = toWorkspaceEdit(repair.changes);
    action.diagnostics = [shown];
    // Auto Fix applies the preferred one without asking, so a suggestion, which changes the meaning, is never preferred.
    action.isPreferred = repair.kind === 'fix';
    return action;
  });
}

/** The repairs of a finding for all findings like it. */
function similarActions(
  { t }: Session,
  document: TextDocument,
  all: readonly Finding[],
  { finding, shown }: ShownFinding,
): readonly CodeAction[] {
  return finding.repairs.flatMap((repair) => {
    const similar = findSimilarRepairs(all, finding, repair, (range) => document.getText(toRange(range)));
    if (similar === undefined) return [];
    const action = new CodeAction(t(similar.title), CodeActionKind.QuickFix);
    // Suggestions change the meaning: VS Code shows them before it applies them.
    action.edit = toWorkspaceEdit(similar.changes, similar.kind === 'suggestion' ? t(similar.title) : undefined);
    action.diagnostics = [shown];
    return [action];
  });
}

function silencingActions(
  { service, t }: Session,
  document: TextDocument,
  { finding, shown }: ShownFinding,
): readonly CodeAction[] {
  const { rule } = finding;
  const known = service.rules.some(({ id }) => id === rule);
  if (!known) return [];
  const inComment =
    service.getFileKind(document.uri.toString()) !== 'tools' &&
    !['json', 'jsonc', 'yaml'].includes(document.languageId);
  return [
    ...(inComment
      ? [
          commandAction(t(say('disableForLine', { rule })), 'sopShots.disableRuleForLine', [
            document.uri,
            rule,
            shown.range.start,
          ]),
        ]
      : []),
    commandAction(t(say('turnOff', { rule })), 'sopShots.turnRuleOff', [document.uri, rule]),
    commandAction(t(say('openPage', { rule })), 'sopShots.openRuleDocumentation', [rule]),
  ];
}

/** Without diagnostics, so that it is listed after the actions that fix one. */
function commandAction(title: string, command: string, args: readonly unknown[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command, title, arguments: [...args] };
  return action;
}

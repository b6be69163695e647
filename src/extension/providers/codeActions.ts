import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Disposable,
  languages,
  type TextDocument,
} from 'vscode';
import type { Repair } from '../../core/index.ts';
import { toWorkspaceEdit } from '../convert.ts';
import { checkedSelector } from '../documents.ts';
import type { Findings, ShownFinding } from '../findings.ts';
import type { Session } from '../session.ts';

/** Offers what mends the findings at the cursor, and the ways to live with them. */
export function registerCodeActions(session: Session, findings: Findings): Disposable {
  const provider: CodeActionProvider = {
    provideCodeActions: (document, range) => {
      const here = findings.current(document).filter(({ shown }) => shown.range.intersection(range) !== undefined);
      return [...here.flatMap(repairActions), ...here.flatMap((found) => silencingActions(session, document, found))];
    },
  };
  return languages.registerCodeActionsProvider(checkedSelector, provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix],
  });
}

function repairActions({ finding, shown }: ShownFinding): readonly CodeAction[] {
  return finding.repairs.map((repair: Repair) => {
    const action = new CodeAction(repair.title, CodeActionKind.QuickFix);
    action.edit = toWorkspaceEdit(repair.changes);
    action.diagnostics = [shown];
    // Auto Fix takes the preferred one unasked, so a suggestion, which changes what is taught, never is.
    action.isPreferred = repair.kind === 'fix';
    return action;
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
    service.kindOf(document.uri.toString()) !== 'tools' && !['json', 'jsonc', 'yaml'].includes(document.languageId);
  return [
    ...(inComment
      ? [
          commandAction(
            t('Disable {0} for this line', rule),
            'sopShots.disableRuleForLine',
            [document.uri, rule, shown.range.start],
            shown,
          ),
        ]
      : []),
    commandAction(t('Turn {0} off in the project', rule), 'sopShots.turnRuleOff', [document.uri, rule], shown),
    commandAction(t('Open the page of {0}', rule), 'sopShots.openRuleDocumentation', [rule], shown),
  ];
}

function commandAction(
  title: string,
  command: string,
  args: readonly unknown[],
  shown: ShownFinding['shown'],
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command, title, arguments: [...args] };
  action.diagnostics = [shown];
  return action;
}

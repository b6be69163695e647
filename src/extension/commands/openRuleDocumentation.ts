import { commands, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { Findings } from '../findings.ts';
import type { Session } from '../session.ts';

/** Shows the page of a rule; without one the rules are offered, those found at the cursor first. */
export async function openRuleDocumentation(session: Session, findings: Findings, rule?: string): Promise<void> {
  const chosen = rule ?? (await chooseRule(session, findings));
  if (chosen === undefined) return;
  const page = await pageOf(session, chosen);
  if (page === undefined) {
    await window.showWarningMessage(session.t('There is no rule named {0}.', chosen));
    return;
  }
  await commands.executeCommand('markdown.showPreview', page);
}

async function chooseRule({ service, t }: Session, findings: Findings): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const here = editor
    ? findings.current(editor.document).filter(({ shown }) => shown.range.contains(editor.selection.active))
    : [];
  const found = new Set(here.map(({ finding }) => finding.rule));
  const items = [...service.rules]
    .sort((a, b) => Number(found.has(b.id)) - Number(found.has(a.id)))
    .map((rule): QuickPickItem => ({ label: rule.id, description: rule.group, detail: rule.summary }));
  const picked = await window.showQuickPick(items, { placeHolder: t('Which rule?'), matchOnDetail: true });
  return picked?.label;
}

/** The page that tells a rule in both languages, at the place of the chosen one. Names that are no rule's lead nowhere. */
async function pageOf({ context, service, language }: Session, rule: string): Promise<Uri | undefined> {
  if (!service.rules.some(({ id }) => id === rule)) return undefined;
  const page = Uri.joinPath(context.extensionUri, 'docs', 'rules', `${rule}.md`);
  return workspace.fs.stat(page).then(
    () => (language() === 'zh-CN' ? page.with({ fragment: '中文' }) : page),
    () => undefined,
  );
}

import { commands, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import type { Findings } from '../findings.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  unknownRule: { en: 'There is no rule named {rule}.', 'zh-CN': '没有名为 {rule} 的规则。' },
  whichRule: { en: 'Select a rule', 'zh-CN': '选择规则' },
});

/** Shows the documentation of a rule. Without a rule, lists all rules, those reported at the cursor first. */
export async function openRuleDocumentation(session: Session, findings: Findings, rule?: string): Promise<void> {
  const chosen = rule ?? (await chooseRule(session, findings));
  if (chosen === undefined) return;
  const page = await pageOf(session, chosen);
  if (page === undefined) {
    await window.showWarningMessage(session.t(say('unknownRule', { rule: chosen })));
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
  const picked = await window.showQuickPick(items, { placeHolder: t(say('whichRule')), matchOnDetail: true });
  return picked?.label;
}

/** The documentation page of a rule, at the section of the chosen language; undefined for an unknown rule. */
async function pageOf({ context, service, language }: Session, rule: string): Promise<Uri | undefined> {
  if (!service.rules.some(({ id }) => id === rule)) return undefined;
  const page = Uri.joinPath(context.extensionUri, 'docs', 'rules', `${rule}.md`);
  return workspace.fs.stat(page).then(
    () => (language() === 'zh-CN' ? page.with({ fragment: '中文' }) : page),
    () => undefined,
  );
}

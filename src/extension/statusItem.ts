import { Disposable, StatusBarAlignment, type TextEditor, window } from 'vscode';
import { defineMessages } from '../core/index.ts';
import { checkedKind } from './documents.ts';
import type { CheckedFile, Findings } from './findings.ts';
import { countProblems } from './problemCounts.ts';
import type { Session } from './session.ts';

const say = defineMessages({
  shots: { en: '{count} {count|shot|shots}', 'zh-CN': '{count} 个示例' },
  problems: { en: '{count} {count|problem|problems}', 'zh-CN': '{count} 个问题' },
  drafts: { en: '{count} {count|draft|drafts}', 'zh-CN': '{count} 个草稿' },
  targets: { en: 'Tools are checked for {targets}.', 'zh-CN': '工具按 {targets} 的要求检查。' },
  noTargets: {
    en: 'Tools are checked for no particular provider. `targets` in sop-shots.yaml or in front matter names providers.',
    'zh-CN': '未针对特定服务商检查工具。可在 sop-shots.yaml 或 Front Matter（文件头）的 `targets` 中指定服务商。',
  },
  tooltip: {
    en: 'SOP Shots: {calls} {calls|call|calls} checked; {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {infos} {infos|info|infos}. Click to show the problems.',
    'zh-CN': 'SOP Shots：已检查 {calls} 处调用；{errors} 个错误，{warnings} 个警告，{infos} 条信息。点击查看问题。',
  },
});

/** Shows what the active document holds: shots, findings, drafts, and the providers of a tool file. Clicking it opens the Problems view. */
export function registerStatusItem(session: Session, findings: Findings): Disposable {
  const item = window.createStatusBarItem('sopShots.status', StatusBarAlignment.Right, 100);
  item.command = 'workbench.actions.view.problems';
  const show = (editor: TextEditor | undefined = window.activeTextEditor): void => {
    const kind = editor && checkedKind(editor.document, session.service);
    const file = editor && findings.get(editor.document.uri);
    if (file === undefined || (kind !== 'shots' && kind !== 'fences' && kind !== 'tools')) {
      item.hide();
      return;
    }
    describe(session, item, file);
    item.show();
  };
  show();
  return Disposable.from(
    item,
    findings.onDidChange(() => show()),
    session.onDidChangeLanguage(() => show()),
    window.onDidChangeActiveTextEditor(show),
  );
}

function describe(
  { t }: Session,
  item: { name: string | undefined; text: string; tooltip: unknown },
  file: CheckedFile,
): void {
  const { kind, shots, drafts, calls, targets } = file.result;
  const { total: problems, ...counts } = countProblems(file.findings.map(({ finding }) => finding));
  const isTools = kind === 'tools';
  const parts = [
    ...(isTools ? [targets.length > 0 ? targets.join(', ') : 'SOP Shots'] : []),
    ...(isTools ? [] : [t(say('shots', { count: shots }))]),
    ...(problems > 0 ? [t(say('problems', { count: problems }))] : []),
    ...(drafts > 0 ? [t(say('drafts', { count: drafts }))] : []),
  ];
  const checkedFor = targets.length > 0 ? t(say('targets', { targets: targets.join(', ') })) : t(say('noTargets'));
  item.name = 'SOP Shots';
  item.text = `${isTools ? '$(tools)' : '$(comment-discussion)'} ${parts.join(' · ')}`;
  item.tooltip = isTools ? checkedFor : `${t(say('tooltip', { calls, ...counts }))}\n${checkedFor}`;
}

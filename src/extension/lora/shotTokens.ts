import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { defineMessages, groupDigits, renderMessage } from '../../core/index.ts';
import { countShots, type ShotCount, sumShots } from '../../finetuning/index.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  title: { en: 'Which shots are in the prompt today?', 'zh-CN': '当前提示词包含哪些示例？' },
  none: {
    en: 'This workspace has no document with shots.',
    'zh-CN': '此工作区没有含示例的文档。',
  },
  counts: { en: '{shots} {shots|shot|shots}, ≈ {tokens} tokens', 'zh-CN': '{shots} 个示例，约 {tokens} 个 token' },
});

interface Counted extends QuickPickItem {
  readonly count: ShotCount;
}

/** Tokens of the shots in today's prompt; the user selects the documents. */
export async function measureShots(session: Session): Promise<ShotCount | undefined> {
  const t = (key: Parameters<typeof say>[0], args?: Record<string, string>) =>
    renderMessage(say(key, args), session.language());
  const documents = await countDocuments(session, t);
  if (documents.length === 0) {
    void window.showInformationMessage(t('none'));
    return undefined;
  }
  const chosen =
    documents.length === 1
      ? documents
      : await window.showQuickPick([...documents], { canPickMany: true, title: t('title') });
  if (chosen === undefined || chosen.length === 0) return undefined;
  return sumShots(chosen.map(({ count }) => count));
}

async function countDocuments(
  { host, service }: Session,
  t: (key: 'counts', args: Record<string, string>) => string,
): Promise<readonly Counted[]> {
  const counted: Counted[] = [];
  for (const root of host.roots) {
    for (const uri of await host.listFiles(root, 'shots')) {
      const context = await service.getContext(uri);
      if (context === undefined || context.document.shots.length === 0) continue;
      const count = countShots(context.document);
      const label = workspace.asRelativePath(Uri.parse(uri));
      counted.push({
        label,
        description: t('counts', { shots: groupDigits(count.shots), tokens: groupDigits(count.tokens) }),
        count,
      });
    }
  }
  return counted;
}

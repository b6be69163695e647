import { env, window, workspace } from 'vscode';
import { defineMessages, toShots } from '../../core/index.ts';
import { SHOTS_LANGUAGE } from '../documents.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  clipboard: { en: 'the clipboard', 'zh-CN': '剪贴板' },
  selection: { en: 'the selection', 'zh-CN': '所选文字' },
  noShots: {
    en: 'No shots found in {source}. Labeled text (User: …, Thought: …) or recorded conversations as JSON can be converted.',
    'zh-CN': '{source}里没有找到示例。可以转换带标签的文字（用户：…，思考：…）或 JSON 格式的对话记录。',
  },
});

/** Opens the selection, or else the clipboard, as a new shots document; the source stays as it is. */
export async function convertToShots({ t, language }: Session): Promise<void> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  const source = selected.trim() === '' ? await env.clipboard.readText() : selected;
  const content = toShots(source, language());
  if (content === undefined) {
    const place = selected.trim() === '' ? t(say('clipboard')) : t(say('selection'));
    await window.showWarningMessage(t(say('noShots', { source: place })));
    return;
  }
  const document = await workspace.openTextDocument({ language: SHOTS_LANGUAGE, content });
  await window.showTextDocument(document);
}

import { env, window, workspace } from 'vscode';
import { toShots } from '../../core/index.ts';
import { shotsLanguage } from '../documents.ts';
import type { Session } from '../session.ts';

/** Opens the selection, or else the clipboard, as a new shots document; the source stays as it is. */
export async function convertToShots({ t, language }: Session): Promise<void> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  const source = selected.trim() === '' ? await env.clipboard.readText() : selected;
  const content = toShots(source, language());
  if (content === undefined) {
    const place = selected.trim() === '' ? t('the clipboard') : t('the selection');
    await window.showWarningMessage(
      t(
        'No shots found in {0}. Labelled text (User: …, Thought: …) or recorded conversations as JSON can be converted.',
        place,
      ),
    );
    return;
  }
  const document = await workspace.openTextDocument({ language: shotsLanguage, content });
  await window.showTextDocument(document);
}

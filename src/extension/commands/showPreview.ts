import { commands, window } from 'vscode';

/** Markdown's own preview, which the editor offers to its own language only. */
export async function showPreview(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document) await commands.executeCommand('markdown.showPreviewToSide', document.uri);
}

import { Uri, window, workspace } from 'vscode';
import type { Session } from '../session.ts';
import { saveFile } from './saveFile.ts';

/** Writes an image of a chart to the file that the user chooses. */
export async function saveImage(session: Session, name: string, format: 'svg' | 'png', base64: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  const defaultUri = Uri.joinPath(folder, `${name}.${format}`);
  const target = await window.showSaveDialog({ defaultUri, filters: { [format.toUpperCase()]: [format] } });
  if (target === undefined) return;
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
  await saveFile(session, target, bytes);
}

import { commands, env, type Uri, ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';
import { decodeText, defineMessages } from '../../core/index.ts';
import { PROCEDURE_LANGUAGE } from '../documents.ts';
import { freeFile } from '../freeFile.ts';
import type { Session } from '../session.ts';
import { previewImport } from './importPreview.ts';
import { nameOfProcedure, toProcedureText } from './pastedText.ts';
import type { ProcedureImportPlatform } from './platform.ts';

const say = defineMessages({
  empty: {
    en: 'The clipboard holds no text. Copy the procedure in Word, a browser or a chat first.',
    'zh-CN': '剪贴板中没有文本。请先在 Word、浏览器或聊天中复制流程。',
  },
  emptyDocument: { en: '{name} contains no text.', 'zh-CN': '{name} 中没有文本。' },
  open: { en: 'Open as Procedure', 'zh-CN': '作为流程打开' },
  kinds: { en: 'Documents', 'zh-CN': '文档' },
  unreadable: {
    en: '{name} cannot be read: it is not a Word document (.docx). Save it as .docx, or copy its text.',
    'zh-CN': '无法读取 {name}：它不是 Word 文档（.docx）。请另存为 .docx，或复制其中的文本。',
  },
  encoding: { en: '{name} is not encoded in UTF-8.', 'zh-CN': '{name} 不是 UTF-8 编码。' },
  needsDesktop: {
    en: 'Word documents can be opened in VS Code on the desktop. Copy the text and use Paste Procedure.',
    'zh-CN': '只有桌面版 VS Code 能打开 Word 文档。请复制文本，再使用“粘贴流程”。',
  },
});

/** Makes a procedure of the text in the clipboard. */
export async function pasteProcedure(session: Session): Promise<void> {
  const text = toProcedureText(await env.clipboard.readText());
  if (text === '') return void window.showInformationMessage(session.t(say('empty')));
  await previewAndOpen(session, nameOfProcedure(text) ?? 'procedure', text);
}

/** Makes a procedure of a Word document, an HTML page or a text that the user chooses; the file itself is left alone. */
export async function openProcedure(session: Session, platform: ProcedureImportPlatform): Promise<void> {
  const { t } = session;
  const filters = { [t(say('kinds'))]: ['docx', 'md', 'txt', 'html', 'htm'] };
  const [source] = (await window.showOpenDialog({ canSelectMany: false, openLabel: t(say('open')), filters })) ?? [];
  if (source === undefined) return;
  const name = source.path.split('/').at(-1) ?? '';
  const text = await readSource(session, platform, source, name);
  if (text === undefined) return;
  if (text.trim() === '') return void window.showWarningMessage(t(say('emptyDocument', { name })));
  await previewAndOpen(session, name.replace(/(?:\.sop)?\.[^.]+$/i, ''), text);
}

async function readSource(
  { t }: Session,
  { loadDocumentReader }: ProcedureImportPlatform,
  source: Uri,
  name: string,
): Promise<string | undefined> {
  const bytes = await workspace.fs.readFile(source);
  const isWord = /\.docx?$/i.test(name);
  const isHtml = /\.html?$/i.test(name);
  if ((isWord || isHtml) && loadDocumentReader === undefined) {
    void window.showWarningMessage(t(say('needsDesktop')));
    return undefined;
  }
  if (isWord) {
    const reader = await loadDocumentReader?.();
    const text = await reader?.readWord(bytes).catch(() => undefined);
    if (text === undefined) void window.showErrorMessage(t(say('unreadable', { name })));
    return text;
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    void window.showErrorMessage(t(say('encoding', { name })));
    return undefined;
  }
  return isHtml ? (await loadDocumentReader?.())?.readHtml(decoded.text) : toProcedureText(decoded.text);
}

/** Shows what the lines are read as, writes the file once the user agrees, and goes on with what was chosen. */
async function previewAndOpen(session: Session, name: string, text: string): Promise<void> {
  const decision = await previewImport(session, name, text);
  if (decision === undefined) return;
  await openText(nameOfProcedure(decision.text) ?? name, decision.text);
  if (decision.next === 'generate') await commands.executeCommand('sopShots.generateShots');
}

/** Writes a new file of the workspace, which one undo removes; without a workspace an unsaved document. */
async function openText(name: string, text: string): Promise<void> {
  const target = await freeFile(name, '.sop.md');
  if (target === undefined) {
    const document = await workspace.openTextDocument({ language: PROCEDURE_LANGUAGE, content: text });
    await window.showTextDocument(document);
    return;
  }
  const edit = new WorkspaceEdit();
  edit.createFile(target, { contents: new TextEncoder().encode(text) });
  await workspace.applyEdit(edit);
  await window.showTextDocument(target, { viewColumn: ViewColumn.Active });
}

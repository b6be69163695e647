import { commands, env, type Uri, ViewColumn, WorkspaceEdit, window, workspace } from 'vscode';
import { decodeText, defineMessages, parseProcedure } from '../../core/index.ts';
import { PROCEDURE_LANGUAGE } from '../documents.ts';
import { freeFile } from '../freeFile.ts';
import type { Session } from '../session.ts';
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
  noSteps: {
    en: 'No steps are recognized. Number them (1., 2., …), one per line.',
    'zh-CN': '没有识别到步骤。请给步骤编号（1.、2.……），每行一个。',
  },
  read: {
    en: '{steps} steps and {branches} conditions are recognized.',
    'zh-CN': '识别到 {steps} 个步骤、{branches} 个条件。',
  },
  readPartly: {
    en: '{steps} steps and {branches} conditions are recognized; {unread} lines are not (marked in the document).',
    'zh-CN': '识别到 {steps} 个步骤、{branches} 个条件；有 {unread} 行未识别（已在文档中标出）。',
  },
  showFlow: { en: 'Show Flow', 'zh-CN': '显示流程图' },
  generate: { en: 'Generate Shots', 'zh-CN': '生成示例' },
});

/** Makes a procedure of the text in the clipboard. */
export async function pasteProcedure(session: Session): Promise<void> {
  const text = toProcedureText(await env.clipboard.readText());
  if (text === '') return void window.showInformationMessage(session.t(say('empty')));
  await openText(session, nameOfProcedure(text) ?? 'procedure', text);
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
  await openText(session, name.replace(/(?:\.sop)?\.[^.]+$/i, ''), text);
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

/** Writes a new file of the workspace, which one undo removes; without a workspace an unsaved document. */
async function openText(session: Session, name: string, text: string): Promise<void> {
  const target = await freeFile(name, '.sop.md');
  if (target === undefined) {
    const document = await workspace.openTextDocument({ language: PROCEDURE_LANGUAGE, content: text });
    await window.showTextDocument(document);
  } else {
    const edit = new WorkspaceEdit();
    edit.createFile(target, { contents: new TextEncoder().encode(text) });
    await workspace.applyEdit(edit);
    await window.showTextDocument(target, { viewColumn: ViewColumn.Active });
  }
  void reportReading(session, text);
}

/** Says what was recognized, with the next steps. */
async function reportReading({ t }: Session, text: string): Promise<void> {
  const { steps, flow, lineKinds } = parseProcedure('untitled:procedure.sop.md', text);
  if (steps.length === 0) return void window.showWarningMessage(t(say('noSteps')));
  const unread = lineKinds.filter((kind) => kind === 'unread').length;
  const branches = flow.edges.filter(({ kind }) => kind === 'true').length;
  const message = t(say(unread > 0 ? 'readPartly' : 'read', { steps: steps.length, branches, unread }));
  const actions = { [t(say('showFlow'))]: 'sopShots.showFlow', [t(say('generate'))]: 'sopShots.generateShots' };
  const chosen = await window.showInformationMessage(message, ...Object.keys(actions));
  const command = chosen === undefined ? undefined : actions[chosen];
  if (command !== undefined) await commands.executeCommand(command);
}

import { commands, type TextDocument, window } from 'vscode';
import { defineMessages } from '../../../core/index.ts';
import { PROCEDURE_LANGUAGE } from '../../documents.ts';
import type { Session } from '../../session.ts';

const say = defineMessages({
  which: { en: 'Where is the procedure?', 'zh-CN': '流程在哪里？' },
  paste: { en: 'In the clipboard', 'zh-CN': '在剪贴板中' },
  pasteDetail: {
    en: 'Copied from Word, a browser or a chat, with as many lines as it has',
    'zh-CN': '从 Word、浏览器或聊天记录中复制的内容，行数不限',
  },
  open: { en: 'In a document…', 'zh-CN': '在文档中…' },
  openDetail: { en: 'Word, HTML, Markdown or text', 'zh-CN': 'Word、HTML、Markdown 或纯文本' },
  write: { en: 'I write it now', 'zh-CN': '还没有，现在编写' },
  writeDetail: {
    en: 'Opens a new procedure; generate from it when it is done',
    'zh-CN': '新建流程文件，写好后再生成示例',
  },
});

/** Has the user bring a procedure, which needs a document for its lines. Undefined if there is none to go on with yet. */
export async function bringProcedure({ t }: Session): Promise<TextDocument | undefined> {
  const items = [
    { label: t(say('paste')), detail: t(say('pasteDetail')), command: 'sopShots.pasteProcedure' },
    { label: t(say('open')), detail: t(say('openDetail')), command: 'sopShots.openProcedure' },
    { label: t(say('write')), detail: t(say('writeDetail')), command: 'sopShots.newProcedure' },
  ];
  const before = window.activeTextEditor?.document;
  const picked = await window.showQuickPick(items, { placeHolder: t(say('which')), ignoreFocusOut: true });
  if (picked === undefined) return undefined;
  await commands.executeCommand(picked.command);
  const document = window.activeTextEditor?.document;
  const isBrought = document !== before && document?.languageId === PROCEDURE_LANGUAGE;
  return isBrought && picked.command !== 'sopShots.newProcedure' ? document : undefined;
}

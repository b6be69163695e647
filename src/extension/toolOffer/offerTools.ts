import { CodeAction, CodeActionKind, commands, type Disposable, type TextDocument, type Uri, window } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { openDocument, SHOTS_LANGUAGE } from '../documents.ts';
import { getFileName } from '../fileName.ts';
import type { ShownFinding } from '../findings.ts';
import type { Session } from '../session.ts';
import { pathIn, writeToolChoice } from './toolChoice.ts';
import { type FoundTools, findTools } from './toolFileSearch.ts';

const say = defineMessages({
  use: {
    en: 'Load the tools of {path} (tools: {count}, called here: {called})',
    'zh-CN': '加载 {path} 中的工具（共 {count} 个，此文档调用 {called} 个）',
  },
  offer: {
    en: 'Calls in {name} are not checked, because it loads no tools. {path} defines tools: {count}, called here: {called}.',
    'zh-CN': '{name} 没有加载工具，因此不检查其中的调用。{path} 定义了 {count} 个工具，此文档调用其中 {called} 个。',
  },
  useThese: { en: 'Load Tools', 'zh-CN': '加载工具' },
  choose: { en: 'Choose Tools…', 'zh-CN': '选择工具…' },
});

/** Quick fixes of one finding name so many files; all others are found by *Choose Tools*. */
const MAX_FIXES = 3;

/** The quick fixes of `no-tools`: the tool files nearby. */
export async function createToolFixes(
  session: Session,
  document: TextDocument,
  { shown }: ShownFinding,
): Promise<readonly CodeAction[]> {
  const found = await findTools(session, document);
  const fixes = found.slice(0, MAX_FIXES).map((tools) => {
    const action = new CodeAction(session.t(say('use', valuesOf(session, document, tools))), CodeActionKind.QuickFix);
    action.command = {
      command: 'sopShots.loadTools',
      title: action.title,
      arguments: [document.uri, tools.uri, tools.include],
    };
    action.diagnostics = [shown];
    return action;
  });
  const choosing = new CodeAction(session.t(say('choose')), CodeActionKind.QuickFix);
  choosing.command = { command: 'sopShots.chooseTools', title: choosing.title };
  return document.languageId === SHOTS_LANGUAGE ? [...fixes, choosing] : fixes;
}

/** The command of the quick fixes. */
export function registerLoadTools(session: Session): Disposable {
  return commands.registerCommand('sopShots.loadTools', async (uri: Uri, file: Uri, include?: readonly string[]) => {
    const document = openDocument(uri);
    if (document !== undefined) await writeToolChoice(session, document, file, include);
  });
}

/** Offers the tool file whose tools a document calls most. False if there is none that it calls. */
export async function offerTools(session: Session, document: TextDocument, begin: () => void): Promise<boolean> {
  const { t } = session;
  const [tools] = await findTools(session, document);
  if (tools === undefined || tools.called === 0) return false;
  begin();
  const name = getFileName(document.uri);
  const text = t(say('offer', { name, ...valuesOf(session, document, tools) }));
  const [load, choose] = [t(say('useThese')), t(say('choose'))];
  const answer = await window.showInformationMessage(text, load, choose);
  if (answer === load) await writeToolChoice(session, document, tools.uri, tools.include);
  if (answer === choose) await commands.executeCommand('sopShots.chooseTools');
  return true;
}

function valuesOf(session: Session, document: TextDocument, { called, count, uri }: FoundTools) {
  return { path: pathIn(session, document, uri), count, called };
}

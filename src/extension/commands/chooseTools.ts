import { type QuickPickItem, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { changedLines, type Tool, withToolChoice } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import { shotsLanguage } from '../documents.ts';
import { filesBelow } from '../filesBelow.ts';
import type { Session } from '../session.ts';

interface OperationItem extends QuickPickItem {
  readonly include: string;
}

/** Lets the author pick operations of an OpenAPI file; the active document's front matter then includes just these. */
export async function chooseTools(session: Session): Promise<void> {
  const { t } = session;
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== shotsLanguage) {
    await window.showInformationMessage(t('Open the shots document that is to use the tools first.'));
    return;
  }
  const file = await chooseFile(session, document);
  if (file === undefined) return;
  const operations =
    (await session.service.toolFile(file.toString()))?.tools.filter(({ operation }) => operation) ?? [];
  if (operations.length === 0) {
    await window.showWarningMessage(t('{0} holds no OpenAPI operations.', workspace.asRelativePath(file)));
    return;
  }
  const include = await chooseOperations(session, document, file, operations);
  if (include !== undefined) await write(session, document, file, include);
}

async function chooseFile({ t }: Session, document: TextDocument): Promise<Uri | undefined> {
  const folder = workspace.getWorkspaceFolder(document.uri) ?? workspace.workspaceFolders?.[0];
  const pattern = '**/*{openapi,swagger,api,tools}*.{json,yaml,yml}';
  const folders = workspace.workspaceFolders ?? [];
  const found = (await Promise.all(folders.map(({ uri }) => filesBelow(uri, pattern)))).flat().slice(0, 200);
  const browse = t('Browse…');
  const items = [
    ...found.map((uri) => ({ label: workspace.asRelativePath(uri), uri })),
    { label: browse, uri: undefined },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t('Which OpenAPI file?') });
  if (picked?.label !== browse) return picked?.uri;
  const chosen = await window.showOpenDialog({
    canSelectMany: false,
    filters: { OpenAPI: ['json', 'yaml', 'yml'] },
    ...(folder && { defaultUri: folder.uri }),
  });
  return chosen?.[0];
}

async function chooseOperations(
  { service, t }: Session,
  document: TextDocument,
  file: Uri,
  tools: readonly Tool[],
): Promise<readonly string[] | undefined> {
  const context = await service.contextOf(document.uri.toString(), 'shots');
  const used = new Set(
    context?.tools.tools.filter((tool) => tool.file.uri === file.toString()).map(({ pointer }) => pointer),
  );
  const items = tools.map((tool): OperationItem => {
    const { method = '', path = '', tags = [] } = tool.operation ?? {};
    return {
      label: tool.name,
      description: `${method.toUpperCase()} ${path}`,
      detail: [tags.join(', '), tool.description].filter((part) => part !== '').join(' · '),
      picked: used.has(tool.pointer),
      include: tool.name,
    };
  });
  const placeHolder = t('Which operations may these shots call?');
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    placeHolder,
  });
  return picked?.map(({ include }) => include);
}

async function write({ t }: Session, document: TextDocument, file: Uri, include: readonly string[]): Promise<void> {
  const before = document.getText();
  const path = relativePath(document.uri, file);
  const isFile = (written: string): boolean => Uri.joinPath(document.uri, '..', written).path === file.path;
  const after = withToolChoice(before, path, include, isFile);
  if (after === undefined) {
    await window.showWarningMessage(t('The front matter cannot be read; mend it first.'));
    return;
  }
  const edit = new WorkspaceEdit();
  for (const { range, newText } of changedLines(before, after)) edit.replace(document.uri, toRange(range), newText);
  await workspace.applyEdit(edit);
}

/** The way from a document's folder to a file, as front matter spells it. */
function relativePath(document: Uri, file: Uri): string {
  const from = document.path.split('/').slice(0, -1);
  const to = file.path.split('/');
  const shared = from.findIndex((part, index) => part !== to[index]);
  const common = shared === -1 ? from.length : shared;
  const up = from.slice(common).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...to.slice(common)].join('/');
}

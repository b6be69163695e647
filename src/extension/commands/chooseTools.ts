import { type QuickPickItem, QuickPickItemKind, type TextDocument, type Uri, window, workspace } from 'vscode';
import { type DocumentContext, defineMessages, type Tool, toInclude } from '../../core/index.ts';
import { SHOTS_LANGUAGE } from '../documents.ts';
import type { Session } from '../session.ts';
import { leadsTo, writeToolChoice } from '../toolOffer/toolChoice.ts';
import { findNamedLikeTools } from '../toolOffer/toolFileSearch.ts';

const say = defineMessages({
  noDocument: {
    en: 'Open the shots document that will use the tools first.',
    'zh-CN': '请先打开要使用这些工具的示例文档。',
  },
  noOperations: { en: '{name} contains no OpenAPI operations.', 'zh-CN': '{name} 中没有 OpenAPI 接口。' },
  browse: { en: 'Browse…', 'zh-CN': '浏览…' },
  whichFile: { en: 'Select an OpenAPI file', 'zh-CN': '选择 OpenAPI 文件' },
  whichOperations: { en: 'Select the operations that these shots can call', 'zh-CN': '选择这些示例可以调用的接口' },
  noTag: { en: 'Without a tag', 'zh-CN': '无标签' },
});

/** More files than this nobody reads through. */
const MAX_LISTED = 200;

interface OperationItem extends QuickPickItem {
  /** Undefined for the name of a group. */
  readonly tool: Tool | undefined;
}

/** Lets the author pick operations of an OpenAPI file; the active document's front matter then includes just these. */
export async function chooseTools(session: Session): Promise<void> {
  const { t } = session;
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== SHOTS_LANGUAGE) {
    await window.showInformationMessage(t(say('noDocument')));
    return;
  }
  const file = await chooseFile(session, document);
  if (file === undefined) return;
  const operations =
    (await session.service.toolFile(file.toString()))?.tools.filter(({ operation }) => operation) ?? [];
  if (operations.length === 0) {
    await window.showWarningMessage(t(say('noOperations', { name: workspace.asRelativePath(file) })));
    return;
  }
  const include = await chooseOperations(session, document, file, operations);
  if (include !== undefined) await writeToolChoice(session, document, file, include);
}

async function chooseFile({ t }: Session, document: TextDocument): Promise<Uri | undefined> {
  const folder = workspace.getWorkspaceFolder(document.uri) ?? workspace.workspaceFolders?.[0];
  const found = (await findNamedLikeTools()).slice(0, MAX_LISTED);
  const browse = t(say('browse'));
  const items = [
    ...found.map((uri) => ({ label: workspace.asRelativePath(uri), uri })),
    { label: browse, uri: undefined },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t(say('whichFile')) });
  if (picked?.label !== browse) return picked?.uri;
  const chosen = await window.showOpenDialog({
    canSelectMany: false,
    filters: { OpenAPI: ['json', 'yaml', 'yml'] },
    ...(folder && { defaultUri: folder.uri }),
  });
  return chosen?.[0];
}

async function chooseOperations(
  session: Session,
  document: TextDocument,
  file: Uri,
  tools: readonly Tool[],
): Promise<readonly string[] | undefined> {
  const { service, t } = session;
  const context = await service.getContext(document.uri.toString(), 'shots');
  const picked = pickedAtFirst(session, context, document, file);
  const toItem = (tool: Tool): OperationItem => {
    const { method = '', path = '', tags = [] } = tool.operation ?? {};
    return {
      label: tool.name,
      description: `${method.toUpperCase()} ${path}`,
      detail: [tags.join(', '), tool.description].filter((part) => part !== '').join(' · '),
      picked: picked(tool),
      tool,
    };
  };
  const items = [...groupByTag(tools)].flatMap(([tag, members]): readonly OperationItem[] => [
    { label: tag === '' ? t(say('noTag')) : tag, kind: QuickPickItemKind.Separator, tool: undefined },
    ...members.map(toItem),
  ]);
  const placeHolder = t(say('whichOperations'));
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    placeHolder,
  });
  if (chosen === undefined) return undefined;
  const included = new Set(chosen.flatMap(({ tool }) => tool ?? []));
  return toInclude(
    tools,
    tools.filter((tool) => included.has(tool)),
  );
}

/** The operations of each tag, by the first tag of each. */
function groupByTag(tools: readonly Tool[]): ReadonlyMap<string, readonly Tool[]> {
  const groups = new Map<string, Tool[]>();
  for (const tool of tools) {
    const tag = tool.operation?.tags[0]?.trim() ?? '';
    groups.set(tag, [...(groups.get(tag) ?? []), tool]);
  }
  return groups;
}

/** What the document includes of the file so far, and what it calls. */
function pickedAtFirst(
  session: Session,
  context: DocumentContext | undefined,
  document: TextDocument,
  file: Uri,
): (tool: Tool) => boolean {
  const isNamed =
    context?.document.frontMatter?.tools.some(({ path }) => leadsTo(session, document, path, file)) ?? false;
  const used = isNamed ? (context?.tools.tools ?? []).filter((tool) => tool.file.uri === file.toString()) : [];
  const pointers = new Set(used.map(({ pointer }) => pointer));
  const called = new Set(context?.document.callOccurrences.map(({ call }) => call.name.text));
  return (tool) => pointers.has(tool.pointer) || called.has(tool.name);
}

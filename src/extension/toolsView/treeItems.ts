import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, workspace } from 'vscode';
import { defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import { splitPath } from '../fileName.ts';
import { countUnused, type TargetsNode, type ToolFileNode, type ToolNode, type ToolViewNode } from './toolNode.ts';

const say = defineMessages({
  tools: { en: '{count} {count|tool|tools}', 'zh-CN': '{count} 个工具' },
  unused: { en: '{count} without shots', 'zh-CN': '{count} 个没有示例' },
  noShots: { en: 'no shots', 'zh-CN': '没有示例' },
  shots: { en: '{count} {count|shot|shots}', 'zh-CN': '{count} 个示例' },
  notIncluded: { en: 'not included', 'zh-CN': '未选用' },
  targets: { en: 'Checked for {targets}', 'zh-CN': '按 {targets} 的要求检查' },
  noTargets: { en: 'Checked for no particular provider', 'zh-CN': '未针对特定服务商检查' },
  targetsHelp: {
    en: '`targets` in sop-shots.yaml or in the front matter of a document names providers.',
    'zh-CN': '可在 sop-shots.yaml 或文档的 Front Matter（文件头）中用 `targets` 指定服务商。',
  },
  spokenFile: { en: 'tool file {path}, {state}', 'zh-CN': '工具文件 {path}，{state}' },
  spokenTool: { en: 'tool {name}, {state}', 'zh-CN': '工具 {name}，{state}' },
});

type Render = (message: Message) => string;

/** A line as VS Code shows it. Choosing a tool opens its definition. */
export function toToolItem(node: ToolViewNode, language: Language): TreeItem {
  const t: Render = (message) => renderMessage(message, language);
  switch (node.kind) {
    case 'file':
      return fileItem(node, t);
    case 'targets':
      return targetsItem(node, t);
    case 'tool':
      return toolItem(node, t);
  }
}

function fileItem(node: ToolFileNode, t: Render): TreeItem {
  const { format, tools, uri } = node;
  const path = workspace.asRelativePath(Uri.parse(uri));
  const { Collapsed, None } = TreeItemCollapsibleState;
  const { name, folder } = splitPath(path);
  const item = new TreeItem(name, tools.length === 0 ? None : Collapsed);
  const unused = countUnused(node);
  const parts = [
    t(say('tools', { count: tools.length })),
    ...(unused === 0 ? [] : [t(say('unused', { count: unused }))]),
    ...(format === undefined ? [] : [format]),
  ];
  item.id = uri;
  item.description = [...parts, ...(folder === '' ? [] : [folder])].join(' · ');
  item.tooltip = [path, ...parts].join('\n');
  item.iconPath = new ThemeIcon('tools');
  item.contextValue = 'file';
  item.accessibilityInformation = { label: t(say('spokenFile', { path, state: parts.join(', ') })) };
  if (tools.length === 0) item.command = { command: 'vscode.open', title: path, arguments: [Uri.parse(uri)] };
  return item;
}

function targetsItem({ targets, uri }: TargetsNode, t: Render): TreeItem {
  const label = targets.length === 0 ? t(say('noTargets')) : t(say('targets', { targets: targets.join(', ') }));
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.id = `${uri} targets`;
  item.tooltip = t(say('targetsHelp'));
  item.iconPath = new ThemeIcon('target');
  return item;
}

/** The states differ in shape, not only in color. */
function iconOf({ shots }: ToolNode): ThemeIcon {
  if (shots === undefined) return new ThemeIcon('circle-outline');
  if (shots === 0) return new ThemeIcon('circle-slash', new ThemeColor('list.errorForeground'));
  return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
}

function toolItem(node: ToolNode, t: Render): TreeItem {
  const { description, name, operation, range, uri } = node;
  const item = new TreeItem(name, TreeItemCollapsibleState.None);
  const use = useOf(node, t);
  item.id = `${uri} ${range.start.line}:${range.start.character} ${name}`;
  item.description = [use, operation].filter((part) => part !== '').join(' · ');
  item.tooltip = [name, operation, use, description].filter((part) => part !== '').join('\n');
  item.iconPath = iconOf(node);
  item.contextValue = node.shots === undefined ? 'other' : 'tool';
  item.accessibilityInformation = { label: t(say('spokenTool', { name, state: item.description })) };
  item.command = { command: 'vscode.open', title: name, arguments: [Uri.parse(uri), { selection: toRange(range) }] };
  return item;
}

function useOf({ shots }: ToolNode, t: Render): string {
  if (shots === undefined) return t(say('notIncluded'));
  if (shots === 0) return t(say('noShots'));
  return t(say('shots', { count: shots }));
}

import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { TreeNode, TreeNodeKind, TreeNodeState } from '../../evaluation/index.ts';
import { toRange } from '../convert.ts';

/** The states differ in shape, not only in color. */
const STATE_ICONS: Readonly<Record<TreeNodeState, ThemeIcon | undefined>> = {
  covered: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  partial: new ThemeIcon('issues', new ThemeColor('list.warningForeground')),
  uncovered: new ThemeIcon('circle-slash', new ThemeColor('list.errorForeground')),
  none: undefined,
};

const KIND_ICONS: Readonly<Partial<Record<TreeNodeKind, string>>> = {
  procedure: 'list-ordered',
  group: 'list-tree',
  tools: 'tools',
  example: 'comment-discussion',
};

/** Lines that are open when the view is shown first. */
const OPEN_KINDS: ReadonlySet<TreeNodeKind> = new Set(['procedure', 'tools']);

/** A line as VS Code shows it. Choosing it opens its place. */
export function toTreeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node));
  item.id = node.id;
  item.description = node.description;
  item.tooltip = node.description === '' ? node.label : `${node.label}\n${node.description}`;
  item.accessibilityInformation = { label: node.spoken };
  item.contextValue = node.request === undefined ? node.kind : 'gap';
  const kindIcon = KIND_ICONS[node.kind];
  const icon = kindIcon === undefined ? STATE_ICONS[node.state] : new ThemeIcon(kindIcon);
  if (icon !== undefined) item.iconPath = icon;
  if (node.place !== undefined) {
    const { uri, range } = node.place;
    const target = [Uri.parse(uri), { selection: toRange(range) }];
    item.command = { command: 'vscode.open', title: node.label, arguments: target };
  }
  return item;
}

function collapsibleState({ kind, children }: TreeNode): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return OPEN_KINDS.has(kind) ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

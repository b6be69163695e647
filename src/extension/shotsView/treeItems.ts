import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import { type Language, type Message, renderMessage } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import { splitPath } from '../fileName.ts';
import type { ListedShot, ListedStatus } from './shotList.ts';
import type { ShotNode } from './shotNode.ts';
import { say } from './words.ts';

type Render = (message: Message) => string;

/** The states differ in shape, not only in color. */
const STATUS_ICONS: Readonly<Record<ListedStatus, ThemeIcon>> = {
  approved: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  draft: new ThemeIcon('edit', new ThemeColor('list.warningForeground')),
  none: new ThemeIcon('comment-discussion'),
};

/** A line as VS Code shows it. Choosing a shot opens it; what a filter left is shown open. */
export function toShotItem(node: ShotNode, language: Language, isOpen: boolean): TreeItem {
  const t: Render = (message) => renderMessage(message, language);
  switch (node.kind) {
    case 'document':
      return documentItem(node, t, isOpen);
    case 'run':
      return runItem(node, t);
    case 'shot':
      return shotItem(node, t);
  }
}

function documentItem(
  { path, shots, uri }: Extract<ShotNode, { kind: 'document' }>,
  t: Render,
  isOpen: boolean,
): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const { name, folder } = splitPath(path);
  const item = new TreeItem(name, isOpen ? Expanded : Collapsed);
  const counts = shots === undefined ? '' : countsOf(shots, t);
  // VS Code keeps whether a line of an id is open, and a filter opens all.
  item.id = isOpen ? `${uri} filtered` : uri;
  item.description = [counts, folder].filter((part) => part !== '').join(' · ');
  item.tooltip = path;
  item.iconPath = new ThemeIcon('file');
  item.contextValue = 'document';
  item.accessibilityInformation = { label: t(say('spokenDocument', { path, state: counts })) };
  return item;
}

function runItem({ shots, uri }: Extract<ShotNode, { kind: 'run' }>, t: Render): TreeItem {
  const first = (shots[0]?.index ?? 0) + 1;
  const label = t(say('run', { first, last: (shots.at(-1)?.index ?? 0) + 1 }));
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  item.id = `${uri} run ${first}`;
  item.description = countsOf(shots, t);
  item.contextValue = 'run';
  return item;
}

function shotItem({ problems, shot, uri }: Extract<ShotNode, { kind: 'shot' }>, t: Render): TreeItem {
  const number = shot.index + 1;
  const name = shot.name || t(say('shot', { number }));
  const item = new TreeItem(name, TreeItemCollapsibleState.None);
  const status = statusOf(shot, t);
  const found = problems === 0 ? '' : t(say('problems', { count: problems }));
  const parts = [shot.status === 'draft' ? status : '', found, shot.tools.join(', ')].filter((part) => part !== '');
  const calls = shot.tools.length === 0 ? '' : t(say('calls', { tools: shot.tools.join(', ') }));
  const spoken = [status || t(say('noStatus')), found, calls].filter((part) => part !== '');
  item.id = `${uri} ${shot.key}`;
  item.description = parts.join(' · ');
  item.tooltip = [name, ...spoken].join('\n');
  item.iconPath = problems > 0 && shot.status !== 'draft' ? PROBLEM_ICON : STATUS_ICONS[shot.status];
  item.contextValue = shot.status;
  const state = spoken.reduce((first, second) => t(say('both', { first, second })));
  item.accessibilityInformation = { label: t(say('spokenShot', { number, name, state })) };
  const target = [Uri.parse(uri), { selection: toRange(shot.selection) }];
  item.command = { command: 'vscode.open', title: name, arguments: target };
  return item;
}

const PROBLEM_ICON = new ThemeIcon('warning', new ThemeColor('list.errorForeground'));

function statusOf({ by, status }: ListedShot, t: Render): string {
  if (status === 'none') return '';
  if (status === 'draft') return t(say('draft'));
  return by === undefined ? t(say('approved')) : t(say('approvedBy', { name: by }));
}

function countsOf(shots: readonly ListedShot[], t: Render): string {
  const drafts = shots.filter(({ status }) => status === 'draft').length;
  const counts = [say('shots', { count: shots.length }), ...(drafts === 0 ? [] : [say('drafts', { count: drafts })])];
  return counts.map(t).join(' · ');
}

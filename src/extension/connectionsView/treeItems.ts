import { ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import type { BuiltInNode, ConnectionNode, ConnectionViewNode, ProblemNode } from './connectionNode.ts';

const say = defineMessages({
  default: { en: 'default', 'zh-CN': '默认' },
  noModel: { en: 'no model chosen', 'zh-CN': '未选模型' },
  stored: { en: 'key stored', 'zh-CN': '密钥已保存' },
  environment: { en: 'key from the environment', 'zh-CN': '密钥来自环境变量' },
  missing: { en: 'no key', 'zh-CN': '没有密钥' },
  'not-needed': { en: 'needs no key', 'zh-CN': '无需密钥' },
  passed: { en: 'test passed', 'zh-CN': '测试通过' },
  failed: { en: 'test failed', 'zh-CN': '测试失败' },
  scaffold: { en: 'Local scaffold', 'zh-CN': '本地脚手架' },
  noNetwork: { en: 'no model, no network', 'zh-CN': '不用模型，不联网' },
  spoken: { en: 'connection {name}, {state}', 'zh-CN': '连接 {name}，{state}' },
  spokenModel: { en: 'model {name}, {state}', 'zh-CN': '模型 {name}，{state}' },
});

type Render = (message: Message) => string;

/** A line as VS Code shows it. */
export function toConnectionItem(node: ConnectionViewNode, language: Language): TreeItem {
  const t: Render = (message) => renderMessage(message, language);
  switch (node.kind) {
    case 'connection':
      return connectionItem(node, t);
    case 'editor':
    case 'scaffold':
      return builtInItem(node, t);
    case 'problem':
      return problemItem(node);
  }
}

function connectionItem(node: ConnectionNode, t: Render): TreeItem {
  const { baseUrl, isDefault, key, model, name, passed } = node;
  const item = new TreeItem(name);
  const state = [
    ...(isDefault ? [t(say('default'))] : []),
    model ?? t(say('noModel')),
    t(say(key)),
    ...(passed === undefined ? [] : [t(say(passed ? 'passed' : 'failed'))]),
  ];
  item.id = `connection ${name}`;
  item.description = state.join(' · ');
  item.tooltip = [name, baseUrl, ...state].join('\n');
  item.iconPath = iconOf(node);
  item.contextValue = ['connection', ...(isDefault ? ['default'] : []), ...(key === 'stored' ? ['key'] : [])].join(' ');
  item.accessibilityInformation = { label: t(say('spoken', { name, state: state.join(', ') })) };
  return item;
}

/** The states differ in shape, not only in color. */
function iconOf({ key, passed }: ConnectionNode): ThemeIcon {
  if (passed === true) return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
  if (passed === false) return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  if (key === 'missing') return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  return new ThemeIcon('plug');
}

function builtInItem({ isDefault, kind, label, name, vendor }: BuiltInNode, t: Render): TreeItem {
  const isScaffold = kind === 'scaffold';
  const shown = isScaffold ? t(say('scaffold')) : label;
  const item = new TreeItem(shown);
  const state = [...(isDefault ? [t(say('default'))] : []), isScaffold ? t(say('noNetwork')) : vendor];
  item.id = `${kind} ${name}`;
  item.description = state.join(' · ');
  item.tooltip = [shown, ...state].join('\n');
  item.iconPath = new ThemeIcon(isScaffold ? 'list-ordered' : 'vscode');
  item.contextValue = isDefault ? `${kind} default` : kind;
  item.accessibilityInformation = { label: t(say('spokenModel', { name: shown, state: state.join(', ') })) };
  return item;
}

/** Choosing it opens the settings. */
function problemItem({ text }: ProblemNode): TreeItem {
  const item = new TreeItem(text);
  item.tooltip = text;
  item.iconPath = new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  item.command = { command: 'workbench.action.openSettingsJson', title: text };
  return item;
}

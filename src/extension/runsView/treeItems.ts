import { ThemeColor, ThemeIcon, TreeItem, Uri } from 'vscode';
import { defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import { describeRun } from '../../evaluation/index.ts';
import type { ActiveRun } from '../activeRuns.ts';
import { getFileName } from '../fileName.ts';
import { formatTime, getMainRate } from '../results/resultsPage.ts';
import { toPercentText } from '../results/scoreRows.ts';
import type { RunNode } from './runNode.ts';

const say = defineMessages({
  generation: { en: 'Generation: {name}', 'zh-CN': '生成：{name}' },
  evaluation: { en: 'Evaluation: {name}', 'zh-CN': '评测：{name}' },
  scaffold: { en: 'local scaffold', 'zh-CN': '本地脚手架' },
  running: { en: 'running', 'zh-CN': '运行中' },
  starting: { en: 'starting', 'zh-CN': '正在开始' },
  ended: { en: 'ended', 'zh-CN': '已结束' },
  interrupted: { en: 'interrupted', 'zh-CN': '已中断' },
  accuracy: { en: 'call accuracy {percent}', 'zh-CN': '调用准确率 {percent}' },
  results: { en: 'Show Evaluation Results', 'zh-CN': '显示评测结果' },
});

type Render = (message: Message) => string;

/** What a line shows. */
interface Line {
  readonly label: Message;
  readonly state: readonly string[];
  readonly icon: ThemeIcon;
  readonly menu: string;
}

/** A line as VS Code shows it. Choosing an evaluation shows its results. */
export function toRunItem(node: RunNode, language: Language): TreeItem {
  const t: Render = (message) => renderMessage(message, language);
  const { label, state, icon, menu } = toLine(node, t, language);
  const item = new TreeItem(t(label));
  const time = formatTime(node.time, language);
  item.id = node.id;
  item.description = [...state, time].join(' · ');
  item.tooltip = [item.label, ...state, time].join('\n');
  item.iconPath = icon;
  item.contextValue = menu;
  item.accessibilityInformation = { label: [item.label, ...state, time].join(', ') };
  if (node.kind === 'results') {
    item.command = { command: 'sopShots.openResults', title: t(say('results')), arguments: [{ id: node.id }] };
  }
  return item;
}

function toLine(node: RunNode, t: Render, language: Language): Line {
  switch (node.kind) {
    case 'active':
      return toActiveLine(node.run, t);
    case 'interrupted': {
      const { model, target } = node.record;
      const progress = node.run?.progress ?? say('interrupted');
      return {
        label: say('generation', { name: getFileName(Uri.parse(target.uri)) }),
        state: [t(progress), model],
        icon: new ThemeIcon('debug-pause', new ThemeColor('list.warningForeground')),
        menu: 'interrupted',
      };
    }
    case 'results': {
      const { record } = node.stored;
      const percent = toPercentText(getMainRate(record).value, language);
      return {
        label: say('evaluation', { name: describeRun(record.model, record.shots) }),
        state: [t(say('accuracy', { percent }))],
        icon: new ThemeIcon('graph'),
        menu: 'results',
      };
    }
  }
}

/** The states differ in shape, not only in color. */
function toActiveLine({ isRunning, kind, model, name, progress }: ActiveRun, t: Render): Line {
  const shown = progress ?? say(isRunning ? 'starting' : 'ended');
  return {
    label: say(kind, { name }),
    state: [...(isRunning ? [t(say('running'))] : []), t(shown), model ?? t(say('scaffold'))],
    icon: new ThemeIcon(isRunning ? 'sync~spin' : 'history'),
    menu: isRunning ? 'running' : 'ended',
  };
}

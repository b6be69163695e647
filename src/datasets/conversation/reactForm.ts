import {
  type Block,
  type BlockNode,
  defineMessages,
  type Message,
  ROLES,
  type Role,
  renderMessage,
  type Shot,
} from '../../core/index.ts';
import { toPythonJson } from '../json.ts';
import { type ToolDefinition, type Turn, toToolJson } from './conversation.ts';
import type { ShotContext } from './shotContext.ts';

const say = defineMessages({
  form: {
    en: 'Work step by step. Your messages consist of lines that begin with these labels: {labels}. An action is a call of a tool, or something that you do in words.',
    'zh-CN': '请逐步处理。你的消息由以下列标签开头的行组成：{labels}。行动可以是调用工具，也可以用文字说明要做什么。',
  },
  observation: {
    en: 'After an action, wait. The next message begins with {label} and says what the action resulted in.',
    'zh-CN': '写出行动后请等待，下一条消息以{label}开头，说明行动的结果。',
  },
  tools: { en: 'Tools:', 'zh-CN': '可用工具：' },
  label: { en: '"{word}:"', 'zh-CN': '“{word}：”' },
});

/** Turns a shot into text turns: think and action as they are written, the observation as the user's next turn. */
export function toReactTurns(context: ShotContext, shot: Shot): readonly Turn[] {
  const turns: Turn[] = [];
  for (const block of shot.blocks) {
    if (block.role === 'apiSchema') continue;
    const { part } = ROLES[block.role];
    const isRequest = ROLES[block.role].isRequest === true || block.role === 'userTurn';
    const kind = isRequest || part === 'observe' ? 'user' : 'assistant';
    const text = isRequest ? context.textOf(block) : toLabelledText(context, block);
    addLine(turns, kind, text, block);
  }
  return turns;
}

function addLine(turns: Turn[], kind: 'user' | 'assistant', line: string, { start, end }: Block): void {
  const last = turns.at(-1);
  const text = last?.kind === kind ? `${last.text}\n${line}` : line;
  if (last?.kind === kind) turns.pop();
  const origin = { start: last?.kind === kind && 'start' in last.origin ? last.origin.start : start, end };
  turns.push(kind === 'user' ? { kind, text, origin } : { kind, text, thought: '', calls: [], origin });
}

/** A block with its label as written, without decoration. */
function toLabelledText(context: ShotContext, block: Block): string {
  const label = toPlainLabel(context, block);
  const text = context.textOf(block);
  if (context.slice({ start: block.label.end, end: block.content.start }).includes('\n')) return `${label}\n${text}`;
  return label.endsWith('：') || text === '' ? `${label}${text}` : `${label} ${text}`;
}

function toPlainLabel({ slice }: ShotContext, { label }: BlockNode): string {
  if (label.decoration === 'tag') return `${slice(label.word)}:`;
  return slice({ start: label.word.start, end: label.end }).replaceAll('*', '').trim();
}

const LABELLED: readonly Role[] = [
  'think',
  'plan',
  'step',
  'action',
  'actionInput',
  'apiRequest',
  'answer',
  'assistant',
];
const OBSERVED: readonly Role[] = ['observation', 'apiResponse'];

/** Instructions that explain the labels of a document and list the tools; equal for all shots of the document. */
export function toReactInstructions({ document }: ShotContext, tools: readonly ToolDefinition[]): string {
  const { words, language } = document.detectedStyle;
  const t = (message: Message) => renderMessage(message, language);
  const labelsOf = (roles: readonly Role[]) =>
    roles.flatMap((role) => (words[role] === undefined ? [] : [say('label', { word: words[role] })]));
  const [observation] = labelsOf(OBSERVED);
  const list = tools.map((tool) => toPythonJson(toToolJson(tool)));
  return [
    t(say('form', { labels: labelsOf(LABELLED) })),
    ...(observation === undefined ? [] : [t(say('observation', { label: observation }))]),
    ...(list.length === 0 ? [] : ['', t(say('tools')), ...list]),
  ].join('\n');
}

import { defineMessages, type Language, renderMessage } from '../../l10n/messages.ts';
import { END, type FlowEdge, type FlowNode, HUMAN, isNegative } from '../flow/flow.ts';
import type { Procedure } from '../procedure.ts';

const say = defineMessages({
  start: { en: 'Start', 'zh-CN': '开始' },
  end: { en: 'End', 'zh-CN': '结束' },
  handoff: { en: 'Hand over', 'zh-CN': '转交' },
  any: { en: 'At any time', 'zh-CN': '任何时候' },
  not: { en: 'not: {text}', 'zh-CN': '否：{text}' },
  otherwise: { en: 'otherwise', 'zh-CN': '否则' },
  atMost: { en: '{text} (at most {limit})', 'zh-CN': '{text}（最多 {limit} 次）' },
  again: { en: 'again', 'zh-CN': '重复' },
});

/** What a node is called: its number and the first words of what is done. */
export function nodeLabel(node: FlowNode, { flow, steps }: Procedure, language: Language): string {
  const text = (key: Parameters<typeof say>[0]) => renderMessage(say(key), language);
  if (node.id === END) return text('end');
  if (node.id === HUMAN) return text('handoff');
  if (node.kind === 'any') return text('any');
  if (node.kind === 'start') return flow.sections[node.section]?.name || text('start');
  const number = steps.find(({ id }) => id === node.step)?.number ?? node.id;
  return `${number} ${shortened(node.text, 60)}`;
}

/** What an edge says: its condition, and whether it holds. */
export function edgeLabel(edge: FlowEdge, language: Language): string {
  const { kind, condition, limit } = edge;
  const words = condition === undefined ? '' : shortened(condition, 32);
  const text = isNegative(edge) && words !== '' ? renderMessage(say('not', { text: words }), language) : words;
  if (kind === 'false') return text === '' ? renderMessage(say('otherwise'), language) : text;
  if (kind !== 'loop') return text;
  const again = text === '' ? renderMessage(say('again'), language) : text;
  return limit === undefined ? again : renderMessage(say('atMost', { text: again, limit }), language);
}

/** The first characters of a text in one line. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').replace(/[`*]/g, '').trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

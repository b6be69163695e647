import { defineMessages, type Language, renderMessage } from '../../l10n/messages.ts';
import { embedded } from '../embedded.ts';
import { END, type Flow, type FlowEdge, type FlowNode, HUMAN, isNegative } from '../flow/flow.ts';
import { negated } from '../negation.ts';
import type { Procedure } from '../procedure.ts';

const say = defineMessages({
  start: { en: 'Start', 'zh-CN': '开始' },
  end: { en: 'End', 'zh-CN': '结束' },
  handoff: { en: 'Hand over', 'zh-CN': '转交' },
  any: { en: 'At any time', 'zh-CN': '任何时候' },
  unless: { en: 'unless {text}', 'zh-CN': '除非{text}' },
  until: { en: 'until {text}', 'zh-CN': '直到{text}' },
  otherwise: { en: 'otherwise', 'zh-CN': '否则' },
  atMost: { en: '{text} (at most {limit})', 'zh-CN': '{text}（最多 {limit} 次）' },
  again: { en: 'again', 'zh-CN': '重复' },
});

/** The most characters of a condition on an edge. */
const LONGEST = 32;

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

/** What the edges of a graph say: their conditions, and `otherwise` beside the sides whose conditions are named. */
export function createEdgeLabels({ edges }: Flow, language: Language): (edge: FlowEdge) => string {
  const text = (key: Parameters<typeof say>[0], args?: Parameters<typeof say>[1]) =>
    renderMessage(say(key, args), language);
  const named = new Set(edges.flatMap((edge) => (namesSide(edge) ? [edge.from] : [])));

  const words = (edge: FlowEdge): string => {
    const condition = edge.condition?.trim() ?? '';
    if (!isNegative(edge) || condition === '') return shortened(condition, LONGEST);
    if (edge.kind === 'loop' && edge.reference === undefined)
      return text('until', { text: embedded(shortened(condition, LONGEST)) });
    if (named.has(edge.from)) return text('otherwise');
    const opposite = negated(condition);
    return opposite === undefined
      ? text('unless', { text: embedded(shortened(condition, LONGEST)) })
      : shortened(opposite, LONGEST);
  };

  return (edge) => {
    const label = words(edge);
    if (edge.kind === 'false') return label === '' ? text('otherwise') : label;
    if (edge.kind !== 'loop') return label;
    const again = label === '' ? text('again') : label;
    return edge.limit === undefined ? again : text('atMost', { text: again, limit: edge.limit });
  };
}

function namesSide(edge: FlowEdge): boolean {
  return edge.condition !== undefined && edge.kind !== 'loop' && edge.kind !== 'any' && !isNegative(edge);
}

/** The first characters of a text in one line. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').replace(/[`*]/g, '').trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

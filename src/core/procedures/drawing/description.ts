import { defineMessages, type Language, renderMessage } from '../../l10n/messages.ts';
import type { FlowNode } from '../flow/flow.ts';
import { edgesFrom } from '../flow/paths.ts';
import type { Procedure } from '../procedure.ts';
import { createEdgeLabels, nodeLabel } from './labels.ts';

/** Whether shots cover a part of a graph; undefined where that is not known. */
export type CoverageState = 'covered' | 'uncovered' | undefined;

const say = defineMessages({
  covered: { en: 'covered', 'zh-CN': '已覆盖' },
  uncovered: { en: 'not covered', 'zh-CN': '未覆盖' },
  to: { en: 'then {node}', 'zh-CN': '然后：{node}' },
  toIf: { en: '{condition}: {node}', 'zh-CN': '{condition}：{node}' },
});

/** What a screen reader says of a node: its name, whether it is covered, and where its edges lead under which conditions. */
export function createNodeDescription(
  procedure: Procedure,
  language: Language,
): (node: FlowNode, state: CoverageState) => string {
  const outgoing = edgesFrom(procedure.flow);
  const edgeLabel = createEdgeLabels(procedure.flow, language);
  const names = new Map(procedure.flow.nodes.map((node) => [node.id, nodeLabel(node, procedure, language)]));
  return ({ id }, state) => {
    const ways = (outgoing.get(id) ?? []).map((edge) => {
      const condition = edgeLabel(edge);
      const node = names.get(edge.to) ?? edge.to;
      return renderMessage(condition === '' ? say('to', { node }) : say('toIf', { condition, node }), language);
    });
    const own = [names.get(id) ?? id, ...(state === undefined ? [] : [renderMessage(say(state), language)])];
    return [...own, ...ways].join('; ');
  };
}
